package io.drydock.action;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What lies below a folder. */
public final class FileTree {
    private FileTree() {}

    /** The path itself, and where it is a folder all files and folders below it, through links too; nothing when there is no such path. */
    public static SortedSet<Path> below(Path path) throws IOException {
        SortedSet<Path> found = new TreeSet<>();
        if (!Files.exists(path)) return found;
        Files.walkFileTree(path, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                found.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException)
                    return FileVisitResult.CONTINUE; // a link to a folder it lies in, which is walked already
                throw e;
            }
        });
        return found;
    }
}
