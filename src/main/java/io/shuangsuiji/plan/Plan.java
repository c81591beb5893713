package io.shuangsuiji.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RejectedRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The sampling plan of a period (抽查方案).
 *
 * @param period the period; in JSON also {@code quarter} where it is one
 * @param evaluationDate the day as of which the objects were classified
 * @param asOf the day by which the edition was chosen, or null where it was named
 * @param policy the edition that every number comes from
 * @param staffing the parameters that the edition asks for, by name: the numbers of officers, say
 * @param teamStaffing those of which teams have values of their own, by name and team
 * @param objects how many objects were read and classified
 * @param categories how many objects fell into each category, in the order of the edition's own list
 * @param conflicts how many objects have triggers that exclude each other
 * @param reviews how many objects a person should look at
 * @param offSite objects inspected off site, counted apart
 * @param strata the strata, those not due in this period and those without a rule included
 * @param deadlines the period's deadlines
 * @param milestones how much has to be finished by the end of each month
 * @param findings what the rules found
 * @param registry what was read of the registry and what was not
 * @param enterprises those to which several objects belong
 * @param atCap the objects that may not be inspected again this year, at most {@link Capped#MOST_LISTED} of them
 * @param rejected the rows that could not be read, at most {@link Planner#MAX_REJECTED} of them; a finding counts all
 */
public record Plan(
        @JsonIgnore Period period,
        LocalDate evaluationDate,
        LocalDate asOf,
        Policy policy,
        Map<String, Object> staffing,
        Map<String, Map<String, Object>> teamStaffing,
        long objects,
        Map<String, Long> categories,
        long conflicts,
        long reviews,
        OffSite offSite,
        List<Stratum> strata,
        List<Deadline> deadlines,
        List<Milestone> milestones,
        List<Finding> findings,
        ReadReport registry,
        Enterprises.Several enterprises,
        List<Capped> atCap,
        List<RejectedRow> rejected) {

    /** The period as people write it. */
    @JsonProperty("period")
    public String periodText() {
        return period.toString();
    }

    /** The period where it is a quarter, else null. */
    @JsonProperty
    public String quarter() {
        return period.unit() == Period.Unit.QUARTER ? period.toString() : null;
    }

    /** How many objects of all strata may not be inspected again this year. */
    public long capped() {
        return totals().capped();
    }

    /** All strata together. */
    public Totals totals() {
        return new Totals(
                sum(Stratum::population),
                sum(Stratum::offSite),
                sum(Stratum::capped),
                sum(Stratum::required),
                sum(Stratum::sampleSize),
                sum(Stratum::shortfall));
    }

    private long sum(Function<Stratum, Long> of) {
        return strata.stream()
                .map(of)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The names of the parameters that were not given. */
    public List<String> notGiven() {
        return staffing.entrySet().stream()
                .filter(parameter -> parameter.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the strata have in all; what one lacks is left out. */
    public record Totals(long population, long offSite, long capped, long required, long sampleSize, long shortfall) {}

    /** The columns of the registry: those that were taken for facts, and those that were not. */
    @JsonProperty
    public List<ReadReport.ColumnRead> columns() {
        return registry.columns();
    }

    /** The edition that an answer comes from. */
    public record Policy(String edition, String title, String documentNumber, String digest) {
        /** Names an edition. */
        public static Policy of(Edition edition) {
            return new Policy(
                    edition.name().toString(),
                    edition.info().title(),
                    edition.info().documentNumber(),
                    edition.digest());
        }
    }

    /** Off-site objects: those that count in a population, and those that the policy keeps out of the draw. */
    public record OffSite(long inPopulation, long outsidePopulation) {}
}
