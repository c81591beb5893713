package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.History;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was done about a draft, as its page lists it, the newest first. */
record Steps(List<Line> lines) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** How many steps are seen at once. */
    private static final int SEEN = 12;

    /**
     * A step.
     *
     * @param version of the draft after it, or null
     * @param label what was done
     * @param words what changed, or what was said
     */
    record Line(Integer version, String when, String actor, String label, List<String> words) {
        private static final int SHORT = 3;

        static Line of(Entry entry) {
            return new Line(
                    entry.version(),
                    Steps.when(entry.at()),
                    entry.actor(),
                    entry.step().label(),
                    entry.words().equals(List.of(entry.step().label())) ? List.of() : entry.words());
        }

        public boolean isLong() {
            return words.size() > SHORT;
        }

        public String first() {
            return words.get(0);
        }
    }

    static Steps of(History history) {
        var lines = new ArrayList<Line>();
        history.entries().forEach(entry -> lines.add(Line.of(entry)));
        Collections.reverse(lines);
        return new Steps(List.copyOf(lines));
    }

    public List<Line> seen() {
        return lines.subList(0, Math.min(SEEN, lines.size()));
    }

    public List<Line> folded() {
        return lines.subList(seen().size(), lines.size());
    }

    /** When, in the civil time of the bureaus. */
    static String when(Instant at) {
        return at == null ? "" : WHEN.format(at.atZone(ZONE));
    }
}
