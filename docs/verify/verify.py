#!/usr/bin/env python3
"""核对一次公开抽取：python3 verify.py draw.json [commitment.json] [receipt.json]；一致时退出码为 0，否则为 1。"""
import hashlib, hmac, json, re, sys, unicodedata
DRAW = "commitment commitmentDigest digest format pool randomness secret strata tasks void shuangsuiji/draw/1"
COMMITMENT = "bits edition editionDigest evaluationDate format hash history issuer objects parameters period pool " \
             "predecessor randomness replaces review roster secret sequence strata shuangsuiji/commitment/1"
def need(right, words):
    if not right: raise ValueError(words)
def written(d): return json.dumps(d, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def join(*parts): return "\x1f".join(parts).encode()
def same(a, b): return written(a) == written(b)
def places(some): return [{"place": i, "id": e["id"], "tier": e["tier"], "ticket": e["ticket"]} for i, e in enumerate(some, 1)]
def whole(*numbers): return all(type(n) is int and n >= 0 for n in numbers)
def verify(draw, commitment=None, receipt=None):
    text = draw.decode(); d = json.loads(text, parse_float=str, parse_constant=str)  # 只许有整数
    need(written(d) == draw and not re.search(r"\\|\x7f", re.sub(r'\\["\\]', "", text)), "draw.json 不是规定的写法（RFC 8785）")
    c = d["commitment"]; digest = d["commitmentDigest"]; name = {"SHA-256": "sha256", "SM3": "sm3"}[c["hash"]]
    need([" ".join([*sorted(x), x["format"]]) for x in (d, c)] == [DRAW, COMMITMENT], "draw.json 的成员或 format 与规定不同")
    H, mac = lambda data: hashlib.new(name, data).digest(), lambda key, data: hmac.new(key, data, name).digest()
    need(d["digest"] == H(written({k: v for k, v in d.items() if k != "digest"})).hex(), "抽取记录的摘要不符：内容被改过，或摘要写错")
    need(digest == H(written(c)).hex() and commitment in (None, written(c)), "承诺的摘要不符，或不是事先公布的 commitment.json")
    bits = [r["bits"] for r in c["randomness"]]; need(bits and whole(*bits) and same(sum(bits), c["bits"]), "公开随机数的位数合计不符")
    secret = bytes.fromhex(d["secret"])
    need(secret.hex() == d["secret"] and len(secret) == 32 and H(secret).hex() == c["secret"], "不是事先承诺的秘密数")
    pool = d["pool"]; names = [s["stratum"] for s in c["strata"]]; order = [(e["stratum"].encode(), e["id"].encode()) for e in pool]
    need(order == sorted(order) and len({e["id"] for e in pool}) == len(pool), "名录没有按次序排列，或有重复")
    need(names == sorted(set(names), key=str.encode) and {e["stratum"] for e in pool} <= set(names), "抽样层有误")
    need(all(len(e) == 3 and whole(e["tier"]) and e["tier"] < 3 for e in pool), "名录里有不对的档次")
    salts = [mac(secret, join("", e["id"])).hex() for e in pool]
    leaves = [H(b"\0" + join(salt, e["stratum"], e["id"], str(e["tier"]))) for salt, e in zip(salts, pool)]; tree = [leaves or [H(b"")]]
    while len(row := tree[-1]) > 1:
        tree.append([H(b"\1" + row[i] + row[i + 1]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)])
    need(same(c["pool"], {"size": len(pool), "root": tree[-1][0].hex()}), "名录的根或数量不符：公布的名录不是事先承诺的")
    if d["void"] is None:
        used = d["randomness"]; key = mac(secret, join(*used)); need(len(d["strata"]) == len(names), "公布的层数不符")
        right = all(u and u == " ".join(unicodedata.normalize("NFKC", u).split()) for u in used) and len(used) == len(bits)
        need(right and re.fullmatch("[0-9a-f]{64}", d["tasks"]), "公开随机数的种数、写法或任务文件的摘要不符")
    else: need(d["void"].strip() and same([d["randomness"], d["strata"], d["tasks"]], [[], [], None]), "作废的抽取不应有结果")
    for s, published in zip(c["strata"], d["strata"]):
        k, more, mine = s["sampleSize"], s["substitutes"], [e for e in pool if e["stratum"] == s["stratum"]]
        need(len(s) == 4 and whole(k, more) and k <= len(mine) and same(s["population"], len(mine)), s["stratum"] + "：承诺的数量不符")
        mine = [dict(e, ticket=mac(key, join(digest, e["stratum"], e["id"]) + b"\1").hex()) for e in mine]
        mine.sort(key=lambda e: (e["tier"], e["ticket"], e["id"].encode())); rest = [e for e in mine if e["tier"]]
        most = max((e["ticket"] for e in rest[:k]), default=""); after = [e["ticket"] for e in rest[k:k + 1]] + [None]
        passed = [{"id": e["id"], "ticket": e["ticket"]} for e in mine if e["tier"] == 0 and e["ticket"] <= most]
        right = {"drawn": places(rest[:k]), "substitutes": places(rest[k:k + more]), "passedOver": passed, "firstNotDrawn": after[0],
                 "lastDrawn": rest[:k][-1]["ticket"] if rest[:k] else None, "population": len(mine), "sampleSize": k, "stratum": s["stratum"]}
        for n in sorted({**right, **published}): need(same(right[n], published[n]), f"{s['stratum']} 的 {n}：应为 {right[n]}，公布的是 {published[n]}")
    if receipt is not None:
        i = json.loads(receipt)["index"]; need(whole(i) and i < len(pool), "纳入证明的序号不对")
        path = [row[i >> n ^ 1].hex() for n, row in enumerate(tree) if i >> n ^ 1 < len(row)]
        need(receipt == written({"format": "shuangsuiji/receipt/1", "hash": c["hash"], "commitment": digest, "root": c["pool"]["root"],
             "size": len(pool), "index": i, **pool[i], "salt": salts[i], "path": path}), "纳入证明与名录不符")
def difference(*files):
    try: return verify(*files)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as found: return f"{found}" or "不是规定的格式"
if __name__ == "__main__":
    given = {next((kind for kind in ("commitment", "receipt") if kind in name), "draw"): open(name, "rb").read() for name in sys.argv[1:]}
    if "draw" not in given or len(given) + 1 < len(sys.argv): sys.exit(__doc__)
    found = difference(*map(given.get, ("draw", "commitment", "receipt"))); print("不一致：" + found if found else "一致"); sys.exit(bool(found))
