package io.shuangsuiji.draw.crew;

import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.Notation;

/**
 * An object that was drawn.
 *
 * @param stratum the stratum that it was drawn in, with the team where teams draw apart
 * @param place its place among those drawn there, from 1
 * @param object as the registry has it
 * @param category its supervision category (监管类别), or null
 */
public record DrawnTask(String stratum, int place, RegistryObject object, String category) {
    /** The same with texts as documents hold them. */
    DrawnTask inOneLine() {
        return new DrawnTask(
                stratum,
                place,
                new RegistryObject(
                        object.sheet(),
                        object.line(),
                        object.id(),
                        line(object.name()),
                        line(object.team()),
                        object.creditCode(),
                        object.inspections(),
                        object.facts()),
                category);
    }

    private static String line(String text) {
        return text == null ? null : Notation.line(text);
    }
}
