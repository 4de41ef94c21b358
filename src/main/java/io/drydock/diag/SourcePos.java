package io.drydock.diag;

/** A place in an input: the file as the user named it, line and column counted from 1. */
public record SourcePos(String file, int line, int column) {
  /** For values with no file, such as a command line option: {@code source} is what the user typed them in. */
  public static SourcePos of(String source) {
    return new SourcePos(source, 1, 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
