package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Sealed;
import io.shuangsuiji.plan.Finding;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who inspects what was drawn, and why others do not (检查任务): internal to the bureau. See {@code docs/draw-format.md}.
 *
 * @param format {@link #FORMAT}
 * @param hash the digest of this document
 * @param commitment digest of the draw's commitment
 * @param period the period drawn for, as people write it
 * @param lateEntry within how many days a scan of the 监督码 may be entered late, or null where the edition does not say
 * @param deadlines what the period's tasks are due by, in the order of their dates
 * @param inspectors the roster, by id
 * @param visits in the order in which they were staffed
 * @param substitutes those that stand in for what was drawn (备选), by stratum and place: each a visit of its one object, as it
 *     would be made were it used
 * @param findings what a person should see
 * @param digest of the document without this member
 */
public record Tasks(
        String format,
        HashAlgorithm hash,
        String commitment,
        String period,
        LateEntry lateEntry,
        List<Due> deadlines,
        List<OnRoster> inspectors,
        List<Visit> visits,
        List<Visit> substitutes,
        List<Finding> findings,
        String digest) {
    /** Of documents of this kind. */
    public static final String FORMAT = "shuangsuiji/tasks/1";

    /** How many days after a check its scan may be entered, and by what rule. */
    public record LateEntry(int days, String rule, String clause) {}

    /**
     * A deadline of the period.
     *
     * @param dueOn its last day, ISO; null where the working calendar does not reach so far
     */
    public record Due(String rule, String event, String actor, String dueOn, List<String> publishedOn, String clause) {}

    /**
     * An inspector and what came of the draw.
     *
     * @param visits how many visits
     * @param unavailable why none can be given to him or her; empty where some can
     */
    public record OnRoster(String id, String name, String team, int visits, List<Reason> unavailable) {}

    /** A reason to leave somebody out: a code of the edition's table 提示, its words, and the clause. */
    public record Reason(String code, String text, String clause) {}

    /**
     * What is inspected together (一企一次): the objects of an enterprise that were drawn, or one object.
     *
     * @param place in the order of staffing, from 1
     * @param key the credit code, or the id of an object without one
     * @param ticket by which it has its place
     * @param creditCode the enterprise's code, or null
     * @param name of the enterprise or object, or null
     * @param team in charge, or null where the registry names none
     * @param from the first day on which it may be made, ISO
     * @param until the last day, ISO; null where it cannot be known
     * @param required how many inspectors it needs
     * @param experts in what fields one of them must be an expert
     * @param clauses by what clauses it needs them
     * @param inspectors who make it
     * @param lacking how many inspectors are lacking
     * @param lackingExperts in what fields an expert is lacking
     * @param skipped who is left out of this visit alone, at most {@link #MOST_SKIPPED} of them
     * @param skips how many there are
     * @param notEligible whom the visit's team, area or date leaves out, counted by reason
     * @param tasks what is inspected
     */
    public record Visit(
            int place,
            String key,
            String ticket,
            String creditCode,
            String name,
            String team,
            String from,
            String until,
            int required,
            List<String> experts,
            List<String> clauses,
            List<Assigned> inspectors,
            int lacking,
            List<String> lackingExperts,
            List<Skip> skipped,
            int skips,
            List<Counted> notEligible,
            List<Task> tasks) {
        /** So many are listed by name. */
        public static final int MOST_SKIPPED = 40;

        /** Who makes it, and who is lacking. */
        public String inspectorsInWords() {
            return Stream.of(
                            inspectors.stream().map(each -> Objects.requireNonNullElse(each.name(), each.id())),
                            lacking > 0 ? Stream.of("（缺 " + lacking + " 人）") : Stream.<String>empty(),
                            lackingExperts.stream().map(field -> "（缺专家：" + field + "）"))
                    .flatMap(each -> each)
                    .collect(Collectors.joining("、"));
        }
    }

    /**
     * An inspector who makes a visit.
     *
     * @param ticket for this visit
     * @param balanced true where somebody else's turn had come, whose load was too high
     */
    public record Assigned(String id, String name, String ticket, boolean balanced) {}

    /**
     * Somebody who is left out of a visit.
     *
     * @param inspector who
     * @param with the one together with whom alone he or she is left out, or null
     */
    public record Skip(String inspector, String with, Reason reason) {}

    /** So many who are left out for the same reason. */
    public record Counted(Reason reason, int count) {}

    /**
     * What is done with one object.
     *
     * @param taskId the same whenever the draw is repeated
     * @param place its place among those drawn of the stratum
     * @param state in which it begins
     * @param rule the rule by which it goes where it goes
     */
    public record Task(
            String taskId,
            String objectId,
            String name,
            String creditCode,
            String stratum,
            int place,
            String objectType,
            String category,
            String taskType,
            String platform,
            String drawnBy,
            String inspectedBy,
            String dispatchedBy,
            List<String> publishedOn,
            String state,
            String rule,
            String clause) {}

    /** The same with the digest that it should have. */
    Tasks sealed() {
        return new Tasks(
                format,
                hash,
                commitment,
                period,
                lateEntry,
                deadlines,
                inspectors,
                visits,
                substitutes,
                findings,
                Sealed.digest(hash, this));
    }

    /** The bytes of the document. */
    public byte[] bytes() {
        return CanonicalJson.write(this);
    }
}
