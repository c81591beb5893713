package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import java.util.Optional;

/** A note that is part of what its row concludes: plain text for people, and the constant of FEEL that it stands for. */
public final class NoteText {
    private NoteText() {}

    /**
     * The constant: the text as it is, or, where the type is a list, the list as a cell has it or as FEEL does. A blank
     * note says nothing, which is null. Empty where the text is no list of words.
     */
    public static Optional<String> feel(CellType type, String note) {
        var text = note.strip();
        if (text.isEmpty()) {
            return Optional.of(CellText.FEEL_NULL);
        }
        if (!type.list()) {
            return Optional.of(SimpleFeel.write(new Constant.Text(text)));
        }
        return SimpleFeel.list(text).isPresent()
                ? Optional.of(text)
                : Optional.ofNullable(CellText.read(Role.VALUE, type, text).feel())
                        .filter(feel -> SimpleFeel.list(feel).isPresent());
    }

    /** The note that stands for a constant. */
    public static String of(String feel) {
        return SimpleFeel.constant(feel)
                .map(constant -> constant instanceof Constant.Text text
                        ? text.value()
                        : constant instanceof Constant.Null ? "" : feel)
                .orElse(feel);
    }
}
