package io.shuangsuiji.amendment.impact;

import io.shuangsuiji.calendar.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a draft would do to a registry, against the edition in force.
 *
 * @param before the edition in force, by name
 * @param beforeDigest its digest
 * @param afterDigest the digest of the draft as an edition
 * @param registry what the registry is called; null in reports of earlier releases
 * @param registryDigest SHA-256 of the registry's file
 * @param quarter the period that was planned
 * @param evaluationDate the day as of which objects were classified
 * @param objects how many objects both could read
 * @param rejected rows that one of them could not read: before and after
 * @param changedObjects how many objects change category or mode, or come into or leave their population
 * @param moves how they change, the most frequent first
 * @param strata every stratum of either, changed or not
 * @param teams every team
 * @param inspections inspections of the quarter: before and after
 * @param deadlines the deadlines that differ
 * @param unusedRows rows of the draft's classification that no object reaches, in words
 * @param notTold what could not be worked out, in words
 */
public record Impact(
        String before,
        String beforeDigest,
        String afterDigest,
        String registry,
        String registryDigest,
        String quarter,
        LocalDate evaluationDate,
        long objects,
        Pair rejected,
        long changedObjects,
        List<Move> moves,
        List<StratumChange> strata,
        List<TeamChange> teams,
        Inspections inspections,
        List<DeadlineChange> deadlines,
        List<String> unusedRows,
        List<String> notTold) {

    /** Two counts; null where there is none. */
    public record Pair(Long before, Long after) {
        /** True where they differ. */
        public boolean differs() {
            return !java.util.Objects.equals(before, after);
        }
    }

    /**
     * Objects that change alike.
     *
     * @param fromCategory their category before
     * @param toCategory their category after
     * @param fromMode how they were inspected before
     * @param toMode how they are inspected after
     * @param because the triggers that came or went, in words
     * @param count how many
     * @param examples ids of a few
     */
    public record Move(
            String fromCategory,
            String toCategory,
            String fromMode,
            String toMode,
            List<String> because,
            long count,
            List<String> examples) {}

    /** A stratum before and after. */
    public record StratumChange(
            String stratum, Pair population, Pair required, Pair sampleSize, String rateBefore, String rateAfter) {
        /** True where anything differs. */
        public boolean differs() {
            return population.differs()
                    || required.differs()
                    || sampleSize.differs()
                    || !java.util.Objects.equals(rateBefore, rateAfter);
        }
    }

    /**
     * A team before and after.
     *
     * @param team its name
     * @param population its objects that count in a population
     * @param expectedBefore how many inspections the draw gives it on average
     * @param expectedAfter the same after
     */
    public record TeamChange(String team, Pair population, BigDecimal expectedBefore, BigDecimal expectedAfter) {}

    /** Inspections of the quarter, in all and per officer. */
    public record Inspections(Pair total, BigDecimal perOfficerBefore, BigDecimal perOfficerAfter) {}

    /** A deadline that moves, comes or goes. */
    public record DeadlineChange(String rule, String event, LocalDate before, LocalDate after) {}

    /** The period that was planned, as people call it. */
    public String periodInWords() {
        return Period.parse(quarter).map(Period::inWords).orElse(quarter);
    }

    /** The strata in which anything differs. */
    public List<StratumChange> changedStrata() {
        return strata.stream().filter(StratumChange::differs).toList();
    }

    /** The strata that stay as they are. */
    public List<StratumChange> sameStrata() {
        return strata.stream().filter(stratum -> !stratum.differs()).toList();
    }

    /** One sentence. */
    public String summary() {
        return "对象 " + objects + " 个，变化 " + changedObjects + " 个；本期检查 "
                + inspections.total().before() + " → " + inspections.total().after() + " 次；期限变化 " + deadlines.size()
                + " 项";
    }
}
