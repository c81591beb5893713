package io.shuangsuiji.draw.crew;

import java.time.LocalDate;
import java.util.List;

/** What {@code rules/crew.drl} tells of how inspectors were chosen. */
public final class CrewFacts {
    private CrewFacts() {}

    /** A visit for which fewer inspectors are left than it needs. */
    public record TooFew(String key, String name, long required, long assigned, long lacking) {}

    /** A visit for which no expert of a field is left. */
    public record ExpertLacking(String key, String name, String field) {}

    /**
     * Loads that no exchange of visits would bring nearer, for one reason.
     *
     * @param least the fewest visits of an inspector whom the reason keeps from more
     * @param most the most visits of one who cannot give any away to them
     * @param reasons what keeps them from it, the first few
     * @param count how many inspectors are kept from more
     */
    public record Uneven(long least, long most, List<String> reasons, long count, List<String> examples) {}

    /** A visit of objects of several teams; {@code team} is in charge. */
    public record SeveralTeams(String key, String name, List<String> teams, String team) {}

    /** Visits that should go to a team's own inspectors, of which the registry names no team. */
    public record WithoutTeam(long count, List<String> examples) {}

    /** Objects that should be inspected by those of their area, of which the registry does not name it. */
    public record AreaNotKnown(String fact, long count, List<String> examples) {}

    /** Inspectors of whose licence the roster does not say how long it is valid. */
    public record LicenceUnproved(long count, List<String> examples) {}

    /** Inspectors with visits whose licence ends before the last day of the visits. */
    public record LicenceEnds(LocalDate until, long count, List<String> examples) {}

    /** Inspectors of a team that the edition does not list. */
    public record RosterTeam(String team, long count, List<String> examples) {}

    /** Inspectors of the history whom the roster does not have. */
    public record NotOnRoster(long count, List<String> examples) {}
}
