package io.shuangsuiji.web.records;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.access.AccessRecord;
import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.files.ChainedFile.Tail;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The two records as one, the newest first.
 *
 * @param heads where each of them ends: to be kept elsewhere, and compared by {@code check --head}
 * @param records what happened
 * @param before to be given for what happened earlier; null where there is nothing earlier
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordView(List<Head> heads, List<Line> records, Instant before) {
    private static final int MOST = 200;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * Where a record ends.
     *
     * @param log which record
     * @param title the same in words
     * @param lines how many lines it has
     * @param anchor names this end
     * @param problem where and how its chain breaks, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Head(String log, String title, long lines, String anchor, String problem) {
        private static Head of(String log, String title, Tail tail) {
            return new Head(log, title, tail.number(), tail.anchor(log), tail.problem());
        }
    }

    /**
     * What happened.
     *
     * @param log in which record it stands
     * @param number on which line
     * @param at when
     * @param event what kind of thing
     * @param label the same in words
     * @param actor who
     * @param from the address, or null where it is not known
     * @param draft the draft concerned, or null
     * @param edition the edition concerned, or null
     * @param words more about it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Line(
            String log,
            long number,
            Instant at,
            String event,
            String label,
            String actor,
            String from,
            String draft,
            String edition,
            List<String> words) {
        private static Line of(AccessRecord.Entry entry) {
            return new Line(
                    AccessRecord.CHAINED.name(),
                    entry.number(),
                    entry.at(),
                    entry.event().name(),
                    entry.event().label(),
                    entry.actor(),
                    entry.from(),
                    null,
                    null,
                    entry.words() == null ? List.of() : List.of(entry.words()));
        }

        private static Line of(AmendmentLog.Entry entry) {
            return new Line(
                    AmendmentLog.CHAINED.name(),
                    entry.number(),
                    entry.at(),
                    entry.step().name(),
                    entry.step().label(),
                    entry.actor(),
                    entry.from(),
                    entry.draft(),
                    entry.edition(),
                    entry.words());
        }

        /** When, in the civil time of the bureaus. */
        @JsonIgnore
        public String getWhen() {
            return WHEN.format(at.atZone(ZONE));
        }
    }

    static RecordView of(SignIn signIn, Amendments amendments, Instant before) throws IOException {
        var log = amendments.log();
        var tail = signIn.record().refresh();
        var lines = new ArrayList<Line>();
        signIn.record().newest(MOST + 1, before).forEach(entry -> lines.add(Line.of(entry)));
        log.entries().stream().filter(entry -> entry.at().isBefore(before)).forEach(entry -> lines.add(Line.of(entry)));
        lines.sort(Comparator.comparing(Line::at)
                .thenComparing(Line::log)
                .thenComparing(Line::number)
                .reversed());
        int shown = Math.min(MOST, lines.size());
        while (shown > 0
                && shown < lines.size()
                && lines.get(shown).at().equals(lines.get(shown - 1).at())) {
            shown++;
        }
        return new RecordView(
                List.of(
                        Head.of(AmendmentLog.CHAINED.name(), "修订日志", log.tail()),
                        Head.of(AccessRecord.CHAINED.name(), "登录记录", tail)),
                List.copyOf(lines.subList(0, shown)),
                shown < lines.size() ? lines.get(shown - 1).at() : null);
    }
}
