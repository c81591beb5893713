package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft.Header;
import java.util.List;

/** What holds for every draft, and how it is said. */
public final class DraftRules {
    private static final int MAX_TEXT = 2000;
    private static final int MOST_BASES = 100;

    private DraftRules() {}

    public static Header checked(Header header) throws AmendmentRefused {
        required("title", header.title(), "请写明方案名称 / a title is required");
        required("reason", header.reason(), "请写明修改理由 / a reason is required");
        plain("title", header.title());
        plain("documentNumber", header.documentNumber());
        plain("reason", header.reason());
        plain("revisionReason", header.revisionReason());
        if (header.document() != null) {
            plain("issuer", header.document().issuer());
            plain("note", header.document().note());
            for (var basis : header.document().basis()) {
                plain("basis", basis.title());
            }
            if (header.document().basis().size() > MOST_BASES) {
                throw new AmendmentRefused(
                        Why.INVALID, "basis", "依据最多 " + MOST_BASES + " 件 / at most " + MOST_BASES + " documents");
            }
        }
        return header;
    }

    /** Refuses what is missing. */
    public static void required(String member, String text, String message) throws AmendmentRefused {
        if (blank(text)) {
            throw new AmendmentRefused(Why.INVALID, member, message);
        }
    }

    /** Refuses what is too long, or holds control characters. */
    public static void plain(String member, String text) throws AmendmentRefused {
        if (text != null && (text.length() > MAX_TEXT || text.chars().anyMatch(c -> c < 0x20 && c != '\n'))) {
            throw new AmendmentRefused(
                    Why.INVALID,
                    member,
                    "文字过长或含控制字符，最多 " + MAX_TEXT + " 字 / the text is too long or holds control characters");
        }
    }

    public static String meanwhile(List<Draft> versions, int version) {
        var now = versions.get(versions.size() - 1);
        var told = new StringBuilder("草案已是第 " + now.version() + " 稿，您改的是第 " + version + " 稿，没有保存。期间的改动：");
        for (var each : versions) {
            if (each.version() > version) {
                told.append("\n第 ")
                        .append(each.version())
                        .append(" 稿，")
                        .append(each.changedBy())
                        .append("：");
                told.append(String.join("；", each.words().stream().limit(20).toList()));
            }
        }
        return told + "\n / the draft has changed since version " + version + "; nothing was saved";
    }

    public static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
