package io.shuangsuiji.policy;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that the check of an edition has to say.
 *
 * @param severity {@link Severity#ERROR} refuses the edition
 * @param file the file concerned, relative to the edition's folder, or null
 * @param element the id of the DMN element concerned, or null
 * @param text what was found, and what is allowed
 */
public record Message(Severity severity, String file, String element, String text) {
    private static final Pattern FRAMES =
            Pattern.compile("\\R\\s*(at [\\w.$/<>]+\\(.*\\)|\\.{3} \\d+ (more|common frames omitted))(?=\\R|$)");

    /** Without the stack traces that KIE puts into some of its texts. */
    public Message {
        text = text == null ? null : FRAMES.matcher(text).replaceAll("");
    }

    /** How much a message weighs. */
    public enum Severity {
        ERROR,
        WARN
    }

    public static Message error(String file, String element, String text) {
        return new Message(Severity.ERROR, file, element, text);
    }

    /** The same of a file in that folder. */
    public Message in(String folder) {
        return new Message(severity, folder + file, element, text);
    }

    /** True for a message that refuses the edition. */
    public boolean refuses() {
        return severity == Severity.ERROR;
    }

    /** The message on one line: file, element and text. */
    public String inWords() {
        return Stream.of(file, element, text).filter(Objects::nonNull).collect(Collectors.joining(": "));
    }
}
