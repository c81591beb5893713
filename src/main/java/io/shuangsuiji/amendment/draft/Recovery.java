package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.files.ChainedFile.Chain;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Puts in order what a crash may have left, by what the log says. */
final class Recovery {
    /** What an edition's folder is called before it is published; folders with a dot do not serve. */
    static final String PUBLISHING = ".publishing-";

    private final Path folder;
    private final Path editions;
    private final Path log;

    Recovery(Path folder, Path editions, Path log) {
        this.folder = folder;
        this.editions = editions;
        this.log = log;
    }

    /** Gives their names to what the log has, and clears away what it has not. */
    void run() throws IOException {
        var chain = AmendmentLog.repaired(log);
        settleEditions(chain);
        settleVersions(chain);
        for (var entry : chain.entries()) {
            if (entry.step() == Step.WITHDRAW) {
                settleWithdrawal(entry);
            }
        }
    }

    private void settleEditions(Chain<Entry> chain) throws IOException {
        if (!Files.isDirectory(editions)) {
            return;
        }
        var unfinished = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(editions, PUBLISHING + "*")) {
            folders.forEach(unfinished::add);
        }
        for (var preparing : unfinished) {
            var edition = preparing.getFileName().toString().substring(PUBLISHING.length());
            var target = editions.resolve(edition);
            var logged = chain.entries().stream()
                    .filter(entry -> entry.step() == Step.PUBLISH && edition.equals(entry.edition()))
                    .reduce((first, last) -> last);
            if (logged.isPresent()
                    && !Files.exists(target)
                    && EditionFolder.read(preparing).isOf(logged.get())) {
                DurableFiles.moveIntoPlace(preparing, target);
                CrashPoint.reached("moved");
            } else {
                DurableFiles.deleteUnfinished(preparing);
            }
        }
    }

    private void settleVersions(Chain<Entry> chain) throws IOException {
        try (var drafts = Files.list(folder)) {
            for (var draft : drafts.filter(Files::isDirectory).toList()) {
                var versions = draft.resolve("versions");
                if (!Files.isDirectory(versions)) {
                    continue;
                }
                var pending = new ArrayList<Path>();
                try (var files = Files.newDirectoryStream(versions, ".*.yaml.tmp")) {
                    files.forEach(pending::add);
                }
                for (var prepared : pending) {
                    settleVersion(chain, prepared);
                }
            }
        }
    }

    private void settleVersion(Chain<Entry> chain, Path prepared) throws IOException {
        var digest = Digests.of(Files.readAllBytes(prepared));
        var logged = chain.entries().stream()
                .filter(entry -> digest.equals(entry.digests().get("record")))
                .findFirst();
        if (logged.isPresent() && isThere(logged.get())) {
            var name = prepared.getFileName().toString();
            DurableFiles.moveIntoPlace(prepared, prepared.resolveSibling(name.substring(1, name.length() - 4)));
            CrashPoint.reached("named");
        } else {
            Files.delete(prepared);
        }
    }

    /** True unless the step was to publish an edition that is not there. */
    private boolean isThere(Entry entry) throws IOException {
        return entry.step() != Step.PUBLISH
                || EditionFolder.read(editions.resolve(entry.edition())).isOf(entry);
    }

    private void settleWithdrawal(Entry entry) throws IOException {
        var edition = editions.resolve(entry.edition());
        var marker = edition.resolve(Withdrawal.FILE);
        if (Files.isDirectory(edition) && !Files.exists(marker)) {
            var beside = marker.resolveSibling("." + marker.getFileName() + ".tmp");
            DurableFiles.writePublic(
                    beside,
                    EditionYaml.withdrawn(new Withdrawal(entry.actor(), entry.at(), String.join("；", entry.words())))
                            .getBytes(StandardCharsets.UTF_8));
            DurableFiles.moveIntoPlace(beside, marker);
        }
    }
}
