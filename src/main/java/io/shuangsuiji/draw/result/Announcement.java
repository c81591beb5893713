package io.shuangsuiji.draw.result;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Selection;
import io.shuangsuiji.draw.Selection.Drawn;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.evidence.Evidence;
import io.shuangsuiji.policy.Edition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is told the public of a draw (抽查公告), kept to what the edition makes public.
 *
 * @param edition whose policy it is
 * @param draw the draw
 * @param period the period in words
 * @param evidence of when the commitment was published
 * @param finished whether all checks of the period are made
 * @param drawn the objects drawn; null where they are kept back
 * @param substitutes those that stand in for them; null where they are kept back
 * @param withRecord whether the record of the draw is published with it
 * @param keptBack what is kept back, and why
 */
public record Announcement(
        Edition edition,
        Draw draw,
        String period,
        Evidence evidence,
        boolean finished,
        List<Listed> drawn,
        List<Listed> substitutes,
        boolean withRecord,
        List<Publication.Part> keptBack) {

    /**
     * An object on a published list.
     *
     * @param place from 1 in its stratum
     * @param name or null where no document names it
     * @param inspectors by name; empty where they are kept back
     */
    public record Listed(String stratum, int place, String id, String name, String ticket, List<String> inspectors) {}

    /** The numbers of a stratum. */
    public record Line(String stratum, int population, int sampleSize, int drawn, int substitutes, int passedOver) {}

    /**
     * An announcement.
     *
     * @param tasks that name the objects and their inspectors, or null
     * @param finished whether all checks of the period are made
     */
    public static Announcement of(Edition edition, Draw draw, Tasks tasks, Evidence evidence, boolean finished) {
        var publication = Publication.of(edition);
        boolean inspectors = publication.allows(Publication.INSPECTORS, finished);
        var names = new HashMap<String, String>();
        var crews = new HashMap<String, List<String>>();
        if (tasks != null) {
            tasks.visits()
                    .forEach(visit -> visit.tasks().forEach(task -> {
                        names.put(task.objectId(), task.name());
                        if (inspectors) {
                            crews.put(
                                    task.objectId(),
                                    visit.inspectors().stream()
                                            .map(each -> each.name() == null ? each.id() : each.name())
                                            .toList());
                        }
                    }));
        }
        return new Announcement(
                edition,
                draw,
                inWords(draw.commitment()),
                evidence,
                finished,
                publication.allows(Publication.DRAWN, finished) ? listed(draw, Selection::drawn, names, crews) : null,
                publication.allows(Publication.SUBSTITUTES, finished)
                        ? listed(draw, Selection::substitutes, names, Map.of())
                        : null,
                publication.allows(Publication.RECORD, finished),
                publication.keptBack(finished));
    }

    /** The period of a commitment in words. */
    public static String inWords(Commitment commitment) {
        return Period.parse(commitment.period()).map(Period::inWords).orElse(commitment.period());
    }

    /** The numbers of each stratum, which are public in any case. */
    public List<Line> lines() {
        Map<String, Selection> selections =
                draw.strata().stream().collect(Collectors.toMap(Selection::stratum, each -> each));
        return draw.commitment().strata().stream()
                .map(sample -> {
                    var selection = selections.get(sample.stratum());
                    return new Line(
                            sample.stratum(),
                            sample.population(),
                            sample.sampleSize(),
                            selection == null ? 0 : selection.drawn().size(),
                            selection == null ? 0 : selection.substitutes().size(),
                            selection == null ? 0 : selection.passedOver().size());
                })
                .toList();
    }

    /** The numbers of all strata. */
    public Line total() {
        var lines = lines();
        return new Line(
                null,
                lines.stream().mapToInt(Line::population).sum(),
                lines.stream().mapToInt(Line::sampleSize).sum(),
                lines.stream().mapToInt(Line::drawn).sum(),
                lines.stream().mapToInt(Line::substitutes).sum(),
                lines.stream().mapToInt(Line::passedOver).sum());
    }

    private static List<Listed> listed(
            Draw draw,
            Function<Selection, List<Drawn>> of,
            Map<String, String> names,
            Map<String, List<String>> crews) {
        return draw.strata().stream()
                .flatMap(stratum -> of.apply(stratum).stream()
                        .map(each -> new Listed(
                                stratum.stratum(),
                                each.place(),
                                each.id(),
                                names.get(each.id()),
                                each.ticket(),
                                crews.getOrDefault(each.id(), List.of()))))
                .toList();
    }
}
