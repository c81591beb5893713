package io.shuangsuiji.policy.store;

import io.shuangsuiji.calendar.ChineseDate;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has become of an edition, as of a day: told in one way by every page and every answer.
 *
 * @param kind what it is now
 * @param from its first day in force; null where it is never in force
 * @param to its last day in force; null while no later edition is known, and where it is never in force
 * @param by the edition that takes its place, or took it; null where there is none
 * @param withdrawal who withdrew it and why; null where it was not withdrawn
 * @param words all of it in one sentence, in Chinese
 */
public record EditionState(Kind kind, LocalDate from, LocalDate to, String by, Withdrawal withdrawal, String words) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What an edition is. */
    public enum Kind {
        /** It waits for its day. */
        FUTURE("待施行"),
        /** It answers today. */
        IN_FORCE("施行中"),
        /** Another has taken its place, on a later day or as a correction of the same day. */
        REPLACED("已被替代"),
        /** It was taken back before its day. */
        WITHDRAWN("已撤回"),
        /** Its files did not pass the checks, and nothing of it serves. */
        REFUSED("未通过检查");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Its Chinese name. */
        public String label() {
            return label;
        }
    }

    /** The state of a folder of the catalogue on a day. */
    public static EditionState of(EditionCatalog catalog, Folder folder, LocalDate today) {
        if (folder.withdrawal() != null) {
            return new EditionState(
                    Kind.WITHDRAWN, null, null, null, folder.withdrawal(), withdrawn(folder.withdrawal()));
        }
        if (folder.edition() == null) {
            return new EditionState(Kind.REFUSED, null, null, null, null, "未通过检查，不施行");
        }
        var next = catalog.serving().higherEntry(folder.edition().name());
        var by = next == null ? null : next.getKey().toString();
        var period = catalog.period(folder.edition()).orElse(null);
        if (period == null) {
            return new EditionState(Kind.REPLACED, null, null, by, null, "已被同日施行的更正版 " + by + " 替代");
        }
        var kind = period.from().isAfter(today)
                ? Kind.FUTURE
                : period.to() != null && period.to().isBefore(today) ? Kind.REPLACED : Kind.IN_FORCE;
        return new EditionState(kind, period.from(), period.to(), by, null, words(kind, period, by));
    }

    /** The states of all folders by their names, the newest first. */
    public static Map<String, EditionState> all(EditionCatalog catalog, LocalDate today) {
        var states = new TreeMap<String, EditionState>(Comparator.comparing(
                        (String name) -> EditionName.parse(name).orElse(null),
                        Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Comparator.naturalOrder())
                .reversed());
        catalog.folders().forEach(folder -> states.put(folder.folder(), of(catalog, folder, today)));
        return states;
    }

    private static String words(Kind kind, EditionCatalog.Period period, String by) {
        var from = ChineseDate.of(period.from());
        if (kind == Kind.REPLACED) {
            return "已被 " + by + " 版替代，施行期间 " + from + " 至 " + ChineseDate.of(period.to());
        }
        return kind.label() + "，自 " + from + " 起"
                + (period.to() == null ? "" : "至 " + ChineseDate.of(period.to()) + "，之后由 " + by + " 版接替");
    }

    private static String withdrawn(Withdrawal withdrawal) {
        return "已撤回，不施行"
                + (withdrawal.by() == null ? "" : "；撤回人 " + withdrawal.by())
                + (withdrawal.at() == null ? "" : "，" + ChineseDate.of(LocalDate.ofInstant(withdrawal.at(), ZONE)))
                + (withdrawal.reason() == null ? "" : "；理由：" + withdrawal.reason());
    }
}
