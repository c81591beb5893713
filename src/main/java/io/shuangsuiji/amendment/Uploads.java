package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.DmnFile;
import io.shuangsuiji.policy.tables.MalformedXml;
import io.shuangsuiji.policy.tables.Tables;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes DMN files that other editors wrote. */
final class Uploads {
    private Uploads() {}

    /** The files with what the upload says, written as edits where edits can say it. */
    static SortedMap<String, byte[]> dmn(SortedMap<String, byte[]> files, String name, byte[] dmn) throws EditRefused {
        try {
            var uploaded = DmnFile.read(name, dmn);
            var target = target(files, uploaded);
            var whole = new TreeMap<>(files);
            whole.put(target, dmn);
            var edits = TableEdits.between(Tables.read(files), Tables.read(whole));
            return edits.isPresent() ? DmnEditor.apply(files, edits.get()) : whole;
        } catch (MalformedXml malformed) {
            throw new EditRefused(name, malformed.getMessage());
        }
    }

    /** The file of the same model, whatever the upload is called. */
    private static String target(SortedMap<String, byte[]> files, DmnFile uploaded) throws MalformedXml, EditRefused {
        for (var file : Tables.read(files).files().values()) {
            if (file.modelName().equals(uploaded.modelName())) {
                return file.name();
            }
        }
        throw new EditRefused(
                uploaded.name(),
                "草案里没有模型「" + uploaded.modelName() + "」，可上传："
                        + String.join("、", Tables.read(files).files().keySet())
                        + " / the draft has no model of that name");
    }
}
