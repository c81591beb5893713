package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A document that states its own digest: that of all its other members. */
public final class Sealed {
    private static final String DIGEST = "digest";

    private Sealed() {}

    /** The digest that such a document should state. */
    public static String digest(HashAlgorithm hash, byte[] document) {
        try {
            var members = (ObjectNode) CanonicalJson.tree(document);
            members.remove(DIGEST);
            return hash.hex(CanonicalJson.write(members));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
