package io.shuangsuiji.draw.crew;

import java.time.LocalDate;

/**
 * What {@code rules/recusal.drl} reasons over, beside the inspectors themselves: one fact a word, so that rules join them by
 * what is equal and never look at every inspector for every visit.
 */
public final class RecusalFacts {
    private RecusalFacts() {}

    /** The first day on which visits may be made. */
    public record InspectionDay(LocalDate day) {}

    /** The roster names licences; so many inspectors have one. */
    public record LicencesKnown(long count) {}

    /** An inspector has declared to keep away from an object, an enterprise, or one of that name. */
    public record Interest(String inspector, String party) {}

    /** A visit concerns an object, an enterprise, or one of that name. */
    public record Party(String visit, String party) {}

    /** A visit concerns an object. */
    public record Visited(String visit, String object) {}

    /** An inspector was among those who inspected an object when that was last done. */
    public record LastTime(String object, String inspector) {}

    /** There are visits for inspectors of a team alone. */
    public record TeamDemand(String team) {}

    /** There are visits for inspectors of an area alone. */
    public record AreaDemand(String area) {}

    /** There are visits for which one must be an expert in a field. */
    public record ExpertDemand(String field) {}

    /** An inspector works in an area. */
    public record Area(String inspector, String area) {}

    /** An inspector is an expert in a field. */
    public record Expertise(String inspector, String field) {}
}
