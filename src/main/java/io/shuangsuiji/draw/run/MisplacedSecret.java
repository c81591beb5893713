package io.shuangsuiji.draw.run;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;

/**
 * Finds a secret that was put where something else belongs: copied into the field of a digest it would be published with the
 * commitment, and chosen as a registry it would be quoted as a header by whatever reads it.
 */
final class MisplacedSecret {
    /** Of less, a part would be found in texts that have nothing to do with it. */
    private static final int LEAST = 16;

    /** A secret and its line end, however it was saved. */
    private static final int LARGEST_FILE = 256;

    private MisplacedSecret() {}

    /**
     * Refuses it; the problem names the place and never the secret.
     *
     * @throws InvalidInput naming each place
     */
    static void refuse(Handed handed) throws IOException {
        var secrets = handed.all(Handed.SECRET).stream()
                .map(MisplacedSecret::plain)
                .filter(secret -> secret.length() >= LEAST)
                .toList();
        var problems = new ArrayList<FieldProblem>();
        handed.texts().forEach((name, values) -> {
            if (!name.equals(Handed.SECRET)
                    && values.stream()
                            .map(MisplacedSecret::plain)
                            .anyMatch(value -> secrets.stream().anyMatch(value::contains))) {
                problems.add(new FieldProblem(
                        FieldProblem.pointer("", name),
                        "这里写的是秘密数本身，会随之泄露，没有受理 / this is the secret itself, which would become known"));
            }
        });
        for (var files : handed.files().entrySet()) {
            for (var file : files.getValue()) {
                if (holds(file)) {
                    problems.add(new FieldProblem(
                            FieldProblem.pointer("", files.getKey()),
                            "选的是秘密数的文件，应选别的文件 / this is the file of a secret: another one belongs here"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private static boolean holds(Source file) throws IOException {
        if (file.size() > LARGEST_FILE) {
            return false;
        }
        try (var bytes = file.open()) {
            return Secret.isWritten(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As people copy it: in groups, or in capitals. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
