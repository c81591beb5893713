package io.shuangsuiji.decision.batch;

import io.shuangsuiji.sheets.file.FullDisk;
import io.shuangsuiji.sheets.text.Lines;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Why a batch was not answered to its end. */
public final class BatchStopped extends RuntimeException {
    /** Kinds of reasons. */
    public enum Reason {
        /** More bytes than allowed, unpacked. */
        TOO_LARGE,
        /** More time than allowed. */
        OUT_OF_TIME,
        /** The rest of the input had to be kept until the answers are read, and there was no room for it. */
        DISK_FULL,
        /** The input broke off, or is not compressed as it says. */
        UNREADABLE
    }

    private final Reason reason;

    private BatchStopped(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static BatchStopped of(IOException broken, Batch.Limits limits) {
        if (broken instanceof Lines.TooLarge) {
            return new BatchStopped(
                    Reason.TOO_LARGE,
                    "批次解压后超过 " + limits.bytes() + " 字节，从这一行起没有判定，请分批发送 / the batch has more than " + limits.bytes()
                            + " bytes unpacked; nothing from this line on is answered: split it");
        }
        if (broken instanceof Pipeline.OutOfTime) {
            return new BatchStopped(
                    Reason.OUT_OF_TIME,
                    "批次用时超过 " + limits.time().toSeconds() + " 秒，从这一行起没有判定，请分批发送 / the batch took more than "
                            + limits.time().toSeconds() + " s; nothing from this line on is answered: split it");
        }
        if (FullDisk.caused(broken)) {
            return new BatchStopped(
                    Reason.DISK_FULL,
                    "服务器磁盘已满，从这一行起没有判定，请稍后再发，或边发边读 / the server's disk is full; nothing from this line on is"
                            + " answered: send it again later, or read the answers while you send");
        }
        boolean packed = broken instanceof ZipException || broken instanceof EOFException;
        return new BatchStopped(
                Reason.UNREADABLE,
                packed
                        ? "不是完整的 GZIP 数据，从这一行起没有判定 / not whole GZIP data; nothing from this line on is answered"
                        : "请求体没有完整到达，从这一行起没有判定 / the body did not arrive whole; nothing from this line on is answered");
    }

    /** Of which kind it is. */
    public Reason reason() {
        return reason;
    }
}
