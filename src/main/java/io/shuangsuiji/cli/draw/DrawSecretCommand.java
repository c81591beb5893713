package io.shuangsuiji.cli.draw;

import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "secret", description = "产生一个新的秘密数，写入只有本人能读的文件；抽取之前不得示人，也不得丢失")
final class DrawSecretCommand extends Console implements Callable<Integer> {
    private static final int BYTES = 32;

    @Parameters(index = "0", paramLabel = "FILE", description = "写到哪个文件；已有的文件不改")
    private Path file;

    @Override
    public Integer call() throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = Secret.of(HexFormat.of().formatHex(bytes));
        // nobody else may read it at any moment, so the permissions are there before the text is
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        var mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
            channel.write(ByteBuffer.wrap((secret.hex() + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException there) {
            throw wrong("文件已存在，没有改动：" + file + " / the file exists already and was not changed");
        } catch (NoSuchFileException nowhere) {
            throw wrong("没有文件夹 " + file.toAbsolutePath().getParent() + " / there is no such folder");
        }
        out().println("已写入 " + file + "；摘要 " + secret.digest(HashAlgorithm.SHA_256)
                + "（SHA-256）/ written; this is its digest");
        out().println("请妥善保管：丢失了就不能抽取，泄露了就能预先算出结果");
        return 0;
    }
}
