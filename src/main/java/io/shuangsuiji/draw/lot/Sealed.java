package io.shuangsuiji.draw.lot;

/** A document that states its own digest: that of all its other members. */
public final class Sealed {
    private static final String DIGEST = "digest";

    private Sealed() {}

    /** The digest that such a document, a record or a tree, should state. */
    public static String digest(HashAlgorithm hash, Object document) {
        return hash.hex(CanonicalJson.writeWithout(DIGEST, document));
    }
}
