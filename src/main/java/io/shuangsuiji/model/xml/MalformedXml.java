package io.shuangsuiji.model.xml;

/** A file that is not the XML it should be; the message says where and why, in Chinese and English. */
public final class MalformedXml extends Exception {
    /** With the reason. */
    public MalformedXml(String message) {
        super(message, null, false, false);
    }
}
