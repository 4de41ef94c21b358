/**
 * YAML as a tree in which every value knows its position. It may import the packages for diagnostics and JSON, and is
 * the only one that knows SnakeYAML. {@link YamlReader} reads a file or reports all its problems; {@link YamlNode} is
 * the tree.
 */
package io.drydock.yaml;
