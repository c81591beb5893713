package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TableFaults;
import io.shuangsuiji.model.TableFaults.Fault;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.FromEditor;
import io.shuangsuiji.model.xml.MalformedXml;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes DMN files that other editors wrote. */
public final class Uploads {
    private Uploads() {}

    /** The files with what the upload says, written as edits where edits can say it. */
    public static SortedMap<String, byte[]> dmn(SortedMap<String, byte[]> files, String name, byte[] dmn)
            throws EditRefused {
        try {
            var uploaded = DmnFile.read(name, dmn);
            var before = EditionModel.read(files);
            var target = target(before, uploaded);
            var back = FromEditor.back(before.files().get(target), uploaded);
            var whole = new TreeMap<>(files);
            whole.put(target, back.xml().bytes());
            var after = EditionModel.read(whole);
            refuse(after, fault -> fault.file().equals(target));
            var edits = TableEdits.between(before, after);
            return edits.isPresent() ? DmnEditor.apply(files, edits.get()) : whole;
        } catch (MalformedXml malformed) {
            throw new EditRefused(name, malformed.getMessage());
        }
    }

    /** The tables with those edits; FEEL is taken as it is, but not where its value lies outside the cell's type. */
    public static EditionModel edits(EditionModel tables, List<? extends Edit> edits) throws EditRefused {
        var after = DmnEditor.apply(tables, edits);
        var written = edits.stream()
                .filter(Edit.SetFeel.class::isInstance)
                .map(edit -> edit.file() + "#" + ((Edit.SetFeel) edit).cell())
                .collect(Collectors.toSet());
        if (!written.isEmpty()) {
            refuse(after, fault -> written.contains(fault.file() + "#" + fault.address()));
        }
        return after;
    }

    private static void refuse(EditionModel tables, Predicate<Fault> concerned) throws EditRefused {
        for (var fault : TableFaults.in(tables)) {
            if (concerned.test(fault)) {
                throw new EditRefused(fault.file() + "#" + fault.address(), fault.message());
            }
        }
    }

    /** The file of the same model, whatever the upload is called. */
    private static String target(EditionModel before, DmnFile uploaded) throws EditRefused {
        for (var file : before.files().values()) {
            if (file.modelName().equals(uploaded.modelName())) {
                return file.name();
            }
        }
        throw new EditRefused(
                uploaded.name(),
                "草案里没有模型「" + uploaded.modelName() + "」，可上传："
                        + String.join("、", before.files().keySet())
                        + " / the draft has no model of that name");
    }
}
