package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.files.ChainedFile.Chain;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionInfo.Publication;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the published editions against the log of amendments: whether the chain is whole, whether every edition that the
 * service published has its record and is still what was published, and whether every publication is still there. It only
 * reads. Editions that were put there by hand have no record and need none.
 */
public final class Audit {
    /**
     * Something that was found.
     *
     * @param error false for what the service itself puts in order at its next step
     * @param place the log's line, or the edition
     * @param words what is wrong, in Chinese and English
     */
    public record Finding(boolean error, String place, String words) {}

    /**
     * What the audit came to.
     *
     * @param records how many records the unbroken chain has
     * @param published how many publications of them still stand
     * @param findings in the order of the log, then of the editions
     */
    public record Result(int records, int published, List<Finding> findings) {
        /** True where nothing is wrong. */
        public boolean passed() {
            return findings.stream().noneMatch(Finding::error);
        }
    }

    private final Path drafts;
    private final Path editions;
    private final List<Finding> findings = new ArrayList<>();

    private Audit(Path drafts, Path editions) {
        this.drafts = drafts;
        this.editions = editions;
    }

    /**
     * Reads the log and every edition.
     *
     * @param drafts the folder of drafts; where there is none, nothing was amended yet
     * @param editions the folder that holds one folder an edition
     */
    public static Result of(Path drafts, Path editions) throws IOException {
        return new Audit(drafts, editions).run();
    }

    private Result run() throws IOException {
        var log = drafts.resolve(AmendmentLog.FILE);
        var chain = AmendmentLog.read(log);
        if (!chain.verifies()) {
            error(log.toString(), chain.problem());
        } else if (chain.torn()) {
            note(
                    log.toString(),
                    "第 " + (chain.entries().size() + 1) + " 行没有写完（断电或中断所致），下一步时清除 / line "
                            + (chain.entries().size() + 1) + " was never finished; the next step clears it away");
        }
        new RecordedVersions(chain.entries()).altered(drafts).forEach(words -> error(drafts.toString(), words));
        var publications = publications(chain);
        var withdrawn = new TreeSet<String>();
        chain.entries().stream()
                .filter(entry -> entry.step() == Step.WITHDRAW)
                .forEach(entry -> withdrawn.add(entry.edition()));
        for (var publication : publications.values()) {
            published(chain, publication, withdrawn.contains(publication.edition()));
        }
        for (var name : names()) {
            if (!publications.containsKey(name)) {
                unrecorded(name, chain);
            }
        }
        return new Result(chain.entries().size(), publications.size(), List.copyOf(findings));
    }

    /** The record of each publication by the edition's name, without those that were taken back at once. */
    private static SortedMap<String, Entry> publications(Chain<Entry> chain) {
        var publications = new TreeMap<String, Entry>();
        for (var entry : chain.entries()) {
            if (entry.step() == Step.PUBLISH) {
                publications.put(entry.edition(), entry);
            } else if (entry.step() == Step.RETURN && entry.edition() != null) {
                publications.remove(entry.edition());
            }
        }
        return publications;
    }

    private void published(Chain<Entry> chain, Entry entry, boolean withdrawn) throws IOException {
        var name = entry.edition();
        var folder = editions.resolve(name);
        if (!Files.isDirectory(folder)) {
            var preparing = editions.resolve(Recovery.PUBLISHING + name);
            if (Files.isDirectory(preparing) && EditionFolder.read(preparing).isOf(entry)) {
                note(
                        place(name),
                        "发布被中断，服务下次启动时完成 / its publication was interrupted; the service finishes it when it starts");
            } else {
                error(
                        place(name),
                        "修订日志第 " + entry.number() + " 行记有发布，文件夹却不在 / was published by line " + entry.number()
                                + " of the log, but the folder is gone");
            }
            return;
        }
        var found = EditionFolder.read(folder);
        // before the log had a digest of the workbooks, that of the edition was another: then the draft tells
        var asPublished = entry.digests().containsKey(EditionFolder.SCENARIOS)
                ? found.isOf(entry)
                : altered(entry, found).isEmpty();
        if (!asPublished) {
            var altered = altered(entry, found);
            error(
                    place(name),
                    "发布之后被改动：" + (altered.isEmpty() ? "edition.yaml" : String.join("、", altered)) + "；与修订日志第 "
                            + entry.number()
                            + " 行记下的摘要不符 / was altered after its publication: the digest on line " + entry.number()
                            + " of the log does not match");
        }
        compare(chain, entry, publication(found));
        boolean marked = Files.exists(folder.resolve(Withdrawal.FILE));
        if (withdrawn && !marked) {
            error(
                    place(name),
                    "日志记有撤回，" + Withdrawal.FILE + " 却不在，现在会照常生效；服务下次启动时补上 / was withdrawn, but the mark of it is"
                            + " gone and it would serve; the service restores the mark when it starts");
        } else if (marked && !withdrawn) {
            error(
                    place(name),
                    "有 " + Withdrawal.FILE
                            + "，修订日志却没有撤回记录 / is marked as withdrawn, but the log has no record of that");
        }
    }

    /** What {@code edition.yaml} says of the publication, against the record of it. */
    private void compare(Chain<Entry> chain, Entry entry, Publication told) {
        var name = entry.edition();
        if (told == null) {
            error(place(name), "edition.yaml 里没有发布记录 publication / edition.yaml has no record of its publication");
            return;
        }
        var approver = chain.entries().stream()
                .filter(other -> other.number() < entry.number()
                        && other.step() == Step.APPROVE
                        && other.draft().equals(entry.draft()))
                .reduce((first, last) -> last)
                .map(Entry::actor)
                .orElse(null);
        Map<String, String[]> pairs = new TreeMap<>();
        pairs.put("record", new String[] {told.record(), entry.previous()});
        pairs.put("draft", new String[] {told.draft(), entry.draft()});
        pairs.put(
                "draftDigest", new String[] {told.draftDigest(), entry.digests().get("draft")});
        pairs.put(
                "checkDigest", new String[] {told.checkDigest(), entry.digests().get("check")});
        pairs.put(
                "impactDigest",
                new String[] {told.impactDigest(), entry.digests().get("impact")});
        pairs.put("publisher", new String[] {told.publisher(), entry.actor()});
        pairs.put("approver", new String[] {told.approver(), approver});
        pairs.forEach((key, pair) -> {
            if (!java.util.Objects.equals(pair[0], pair[1])) {
                error(
                        place(name),
                        "edition.yaml 的 publication." + key + " 是 " + pair[0] + "，修订日志第 " + entry.number() + " 行是 "
                                + pair[1] + " / publication." + key + " differs from line " + entry.number()
                                + " of the log");
            }
        });
    }

    /** An edition without a record must not claim one. */
    private void unrecorded(String name, Chain<Entry> chain) throws IOException {
        var told = publication(EditionFolder.read(editions.resolve(name)));
        if (told != null) {
            var until = chain.verifies() ? "" : "可信的部分";
            error(
                    place(name),
                    "edition.yaml 称由草案 " + told.draft() + " 发布，修订日志" + until + "里却没有这条记录（日志 " + drafts
                            + " 缺失、被截短，或版本是别处的） / claims to be published from draft " + told.draft()
                            + ", but the log has no record of it");
        }
    }

    /** The files that are not as the published version of the draft has them, {@code edition.yaml} left out. */
    private List<String> altered(Entry entry, EditionFolder found) throws IOException {
        var files = found.paths();
        var wanted = new HashMap<String, String>();
        var version = drafts.resolve(entry.draft()).resolve("versions").resolve("%06d.yaml".formatted(entry.version()));
        var unknown = List.of("哪个文件不详，草案已不在");
        if (!Files.exists(version)) {
            return unknown;
        }
        var record = Files.readAllBytes(version);
        if (!Digests.of(record).equals(entry.digests().get("record"))) {
            return unknown;
        }
        var draft = Draft.fromYaml(record);
        wanted.putAll(draft.files());
        draft.scenarios().forEach((file, digest) -> wanted.put(EditionFolder.SCENARIOS + "/" + file, digest));
        // the publication itself is written into this one
        wanted.remove("edition.yaml");
        var altered = new TreeSet<String>();
        wanted.forEach((file, digest) -> {
            if (!files.containsKey(file)) {
                altered.add(file + "（不在了）");
            } else if (!Digests.of(files.get(file)).equals(digest)) {
                altered.add(file);
            }
        });
        files.keySet().stream()
                .filter(file -> !wanted.containsKey(file) && !file.equals("edition.yaml"))
                .forEach(file -> altered.add(file + "（多出来的）"));
        return List.copyOf(altered);
    }

    private static Publication publication(EditionFolder folder) {
        try {
            return EditionInfo.read(folder.files().getOrDefault("edition.yaml", new byte[0]))
                    .publication();
        } catch (IOException unreadable) {
            // the check of the edition itself says so
            return null;
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(editions)) {
            return List.of();
        }
        try (var folders = Files.list(editions)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> EditionName.parse(name).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static String place(String edition) {
        return "版本 " + edition;
    }

    private void error(String place, String words) {
        findings.add(new Finding(true, place, words));
    }

    private void note(String place, String words) {
        findings.add(new Finding(false, place, words));
    }
}
