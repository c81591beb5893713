package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.policy.Digests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What the log says of the versions of drafts: a file is a version only where it is the one that the log names. */
final class RecordedVersions {
    private static final String RECORD = "record";

    private final Map<String, NavigableMap<Integer, Entry>> drafts = new HashMap<>();

    RecordedVersions(List<Entry> log) {
        for (var entry : log) {
            if (entry.draft() == null || entry.version() == null) {
                continue;
            }
            var versions = drafts.computeIfAbsent(entry.draft(), any -> new TreeMap<>());
            if (entry.digests().containsKey(RECORD)) {
                versions.put(entry.version(), entry);
            } else if (entry.step() == Step.RETURN) {
                // a publication that was taken back at once
                versions.tailMap(entry.version(), false).clear();
            }
        }
    }

    Set<String> drafts() {
        return Collections.unmodifiableSet(drafts.keySet());
    }

    /** The numbers of a draft's versions, from the first. */
    List<Integer> of(String draft) {
        return new ArrayList<>(drafts.getOrDefault(draft, Collections.emptyNavigableMap()).keySet());
    }

    /**
     * Reads a version, where it is what the log says.
     *
     * @param file the bytes of its file, or null where there is none
     */
    Draft read(String draft, int version, byte[] file) throws java.io.IOException {
        var entry = drafts.get(draft).get(version);
        if (file == null) {
            throw new AlteredRecord("草案 " + draft + " 第 " + version + " 版的文件不在了，修订日志第 " + entry.number() + " 行记有这一版（"
                    + entry.actor() + "）；不能在它上面继续 / the file of a version that line " + entry.number()
                    + " of the log records is gone");
        }
        if (!Digests.of(file).equals(entry.digests().get(RECORD))) {
            throw new AlteredRecord("草案 " + draft + " 第 " + version + " 版的文件被改动，与修订日志第 " + entry.number()
                    + " 行的摘要不符（该版由 " + entry.actor() + " 所写）；起草人和状态以日志为准，不能在它上面继续 / the file of a version differs from line "
                    + entry.number() + " of the log");
        }
        return Draft.fromYaml(file);
    }
}
