package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes what a document may hold, and refuses the rest: what other libraries would write in another form. */
final class CheckedGenerator extends JsonGeneratorDelegate {
    private static final long MOST = 1L << 53;

    CheckedGenerator(JsonGenerator out) {
        super(out, false);
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(checked(name));
    }

    @Override
    public void writeString(String text) throws IOException {
        super.writeString(checked(text));
    }

    @Override
    public void writeNumber(long number) throws IOException {
        if (Math.abs(number) > MOST) {
            throw refused(number);
        }
        super.writeNumber(number);
    }

    @Override
    public void writeNumber(BigInteger number) throws IOException {
        throw refused(number);
    }

    @Override
    public void writeNumber(BigDecimal number) throws IOException {
        throw refused(number);
    }

    @Override
    public void writeNumber(double number) throws IOException {
        throw refused(number);
    }

    @Override
    public void writeNumber(float number) throws IOException {
        throw refused(number);
    }

    private JsonGenerationException refused(Number number) {
        return new JsonGenerationException("a document holds whole numbers below 2^53 alone: " + number, this);
    }

    private String checked(String text) throws IOException {
        if (text != null && (Label.hasControl(text) || hasHalfACharacter(text))) {
            throw new JsonGenerationException(
                    "a text of a document holds a control character or half a character", this);
        }
        return text;
    }

    private static boolean hasHalfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && (!Character.isHighSurrogate(text.charAt(i))
                            || ++i == text.length()
                            || !Character.isLowSurrogate(text.charAt(i)))) {
                return true;
            }
        }
        return false;
    }
}
