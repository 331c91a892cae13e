package dev.curfew.tar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives of several programs in several formats, damaged in many ways. Each is unpacked, or refused by an
 * {@link IOException} that says at which entry; nothing outside of the target is changed.
 */
class DamagedArchivesTests {

    private static final int BLOCK = TarHeader.BLOCK;

    private static final Pattern NAMES_AN_ENTRY = Pattern.compile(
            "The archive (entry \"|has no entry with the name \"|.*, in or after (\"|its first entry))",
            Pattern.DOTALL);

    /** Where a header has numbers, a type, a link and a magic; damage elsewhere changes a name. */
    private static final int[] FIELDS = {100, 124, 136, 148, 156, 157, 257, 345};

    @TempDir
    private Path temp;

    private Path inside;
    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        inside = Files.createDirectory(temp.resolve("inside"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("file"), "precious");
        Files.setPosixFilePermissions(outside, Permissions.of(0711));
    }

    @AfterEach
    void hasWrittenNothingOutside() throws IOException {
        assertThat(outside).isDirectoryContaining("glob:**/file");
        assertThat(outside.resolve("file")).hasContent("precious");
        assertThat(Permissions.of(outside)).isEqualTo(Permissions.of(0711));
        FileTree.clear(inside);
    }

    @Test
    void areUnpackedOrRefused() throws IOException {
        damage(150);
    }

    @Test
    @Tag("thorough")
    void areUnpackedOrRefusedForLong() throws IOException {
        damage(5000);
    }

    private void damage(int times) throws IOException {
        List<byte[]> archives = archives();
        for (int i = 0; i < archives.size(); i++) {
            for (int seed = 0; seed < times; seed++) {
                byte[] damaged = damaged(archives.get(i), new Random(seed));
                Path target = inside.resolve(i + "-" + seed);
                try {
                    TarReader.read(new ByteArrayInputStream(damaged), "tree", target);
                } catch (IOException e) {
                    assertNamesAnEntry(e, target, "archive " + i + ", seed " + seed);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("archive " + i + ", seed " + seed, e);
                }
            }
            FileTree.clear(inside);
        }
    }

    private static void assertNamesAnEntry(IOException refusal, Path target, String which) {
        String message = String.valueOf(refusal.getMessage());
        // An error of the operating system has the path of the entry.
        if (!message.startsWith(target.toString())) {
            assertThat(message).as(which).containsPattern(NAMES_AN_ENTRY);
        }
    }

    private List<byte[]> archives() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        Path tree = Files.createDirectory(source.resolve("tree"));
        Path deep = Files.createDirectory(tree.resolve("p".repeat(70)));
        Files.writeString(deep.resolve("n".repeat(60)), "x".repeat(700));
        Files.writeString(FileNames.child(tree, "ü\uDCFF"), "content");
        Files.createLink(tree.resolve("hard"), deep.resolve("n".repeat(60)));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../../outside"));
        Files.createSymbolicLink(tree.resolve("link-far"), Path.of("to/".repeat(50) + "here"));
        List<byte[]> archives = new ArrayList<>(List.of(
                Archive.of(tree, "tree"),
                TarProgram.BUSYBOX.pack(source, "tree"),
                TarProgram.GNU.pack(source, "tree", "--format=gnu"),
                TarProgram.GNU.pack(source, "tree", "--format=posix", "--pax-option=comment:=all")));
        TarProgram.makeSparseFile(tree.resolve("hole"));
        archives.add(TarProgram.GNU.pack(source, "tree", "--sparse", "--format=gnu"));
        archives.add(TarProgram.GNU.pack(source, "tree", "--sparse", "--format=posix"));
        return archives;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        int end = whole.length;
        while (end > 0 && whole[end - 1] == 0) {
            end--;
        }
        byte[] damaged = Arrays.copyOf(whole, (end / BLOCK + 3) * BLOCK);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int block = random.nextInt(damaged.length / BLOCK) * BLOCK;
            int other = random.nextInt(damaged.length / BLOCK) * BLOCK;
            switch (random.nextInt(5)) {
                case 0 -> damaged = Arrays.copyOf(damaged, Math.max(BLOCK, random.nextInt(damaged.length)) & -BLOCK);
                case 1 -> System.arraycopy(damaged, other, damaged, block, BLOCK);
                case 2 -> damaged[block + random.nextInt(BLOCK)] = (byte) random.nextInt();
                case 3 -> changeField(damaged, block, random);
                default -> {
                    damaged[block + random.nextInt(BLOCK)] = (byte) random.nextInt();
                    repairChecksum(damaged, block);
                }
            }
        }
        return damaged;
    }

    private static void changeField(byte[] archive, int block, Random random) {
        int field = block + FIELDS[random.nextInt(FIELDS.length)];
        byte[] value = new byte[1 + random.nextInt(12)];
        if (random.nextBoolean()) {
            random.nextBytes(value);
        } else {
            Arrays.fill(value, (byte) "07/x\0".charAt(random.nextInt(5)));
        }
        System.arraycopy(value, 0, archive, field, value.length);
        repairChecksum(archive, block);
    }

    /** Otherwise the checksum finds nearly all. */
    private static void repairChecksum(byte[] archive, int block) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : archive[block + i] & 0xff;
        }
        System.arraycopy(TarNumber.encode(sum, 7), 0, archive, block + 148, 7);
    }
}
