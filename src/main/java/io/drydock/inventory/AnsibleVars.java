package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables named {@code ansible_*}: those Drydock obeys, and those it lets Ansible's users keep. */
final class AnsibleVars {
  static final String PRIORITY = "ansible_group_priority";

  private static final Set<String> OBEYED = Set.of("ansible_host", "ansible_port", "ansible_user", "ansible_password",
      "ansible_ssh_pass", "ansible_ssh_private_key_file", "ansible_private_key_passphrase", "ansible_become",
      "ansible_become_user", "ansible_become_method", "ansible_become_password", "ansible_become_pass", "ansible_connection");

  /** Settings of Ansible's own workings, with nothing in Drydock to set. */
  private static final Set<String> IGNORED = Set.of("ansible_ssh_common_args", "ansible_ssh_extra_args",
      "ansible_sftp_extra_args", "ansible_scp_extra_args", "ansible_scp_if_ssh", "ansible_ssh_args",
      "ansible_ssh_executable", "ansible_ssh_pipelining", "ansible_pipelining", "ansible_ssh_retries",
      "ansible_ssh_timeout", "ansible_timeout", "ansible_ssh_transfer_method", "ansible_ssh_control_path",
      "ansible_control_path", "ansible_control_path_dir", "ansible_ssh_use_tty", "ansible_host_key_checking",
      "ansible_ssh_host_key_checking", "ansible_shell_type", "ansible_shell_executable", "ansible_remote_tmp",
      "ansible_become_exe", "ansible_become_flags", "ansible_async_dir",
      "ansible_no_target_syslog", "ansible_network_os");

  /** Other names Ansible has for what Drydock obeys. */
  private static final Map<String, String> SYNONYMS = Map.of("ansible_ssh_host", "ansible_host",
      "ansible_ssh_port", "ansible_port", "ansible_ssh_user", "ansible_user",
      "ansible_ssh_password", "ansible_password",
      "ansible_private_key_file", "ansible_ssh_private_key_file",
      "ansible_ssh_private_key_passphrase", "ansible_private_key_passphrase",
      "ansible_sudo_pass", "ansible_become_password", "ansible_sudo", "ansible_become");

  private AnsibleVars() {}

  static void check(YamlMap vars, Diagnostics problems) {
    for (YamlMap.Entry entry : vars.entries()) {
      if (entry.key().startsWith("ansible_")) {
        name(entry.key(), entry.keyPos(), problems);
        value(entry.key(), entry.value(), problems);
      }
    }
  }

  /** How strong a group's variables are among those of groups as deep; 1 where nothing is said. */
  static int priority(YamlNode value, Diagnostics problems) {
    if (value instanceof YamlScalar scalar && scalar.text().matches("-?[0-9]{1,9}")) return Integer.parseInt(scalar.text());
    problems.error(value.pos(), PRIORITY + " must be a whole number", "");
    return 1;
  }

  private static void name(String name, SourcePos pos, Diagnostics problems) {
    if (OBEYED.contains(name) || IGNORED.contains(name) || name.endsWith("_interpreter")) {
      return;
    }
    if (name.equals(PRIORITY)) {
      problems.error(pos, PRIORITY + " has no effect here", "give it under vars: of a group in the inventory file");
      return;
    }
    String synonym = SYNONYMS.get(name);
    problems.error(pos, "unknown variable \"" + name + "\"",
        synonym != null ? "write " + synonym : Suggestion.didYouMean(name, new TreeSet<>(OBEYED)));
  }

  /** Templates are left to be checked when they have been evaluated. */
  private static void value(String name, YamlNode value, Diagnostics problems) {
    if (value instanceof YamlScalar scalar && scalar.text().contains("${")) {
      return;
    }
    String wanted = switch (name) {
      case "ansible_port" -> isPort(value) ? "" : "a number from 1 to 65535";
      case "ansible_become" -> Truth.of(value.data()).isPresent() ? "" : "true or false";
      case "ansible_connection" -> isOneOf(value, Set.of("ssh", "local")) ? "" : "ssh or local";
      case "ansible_become_method" -> isOneOf(value, Set.of("sudo")) ? "" : "sudo";
      default -> value instanceof YamlScalar || !OBEYED.contains(name) ? "" : "a text";
    };
    if (!wanted.isEmpty()) {
      problems.error(value.pos(), name + " must be " + wanted, "");
    }
  }

  private static boolean isPort(YamlNode value) {
    return value instanceof YamlScalar scalar && scalar.text().matches("[1-9][0-9]{0,4}")
        && Integer.parseInt(scalar.text()) <= 65535;
  }

  private static boolean isOneOf(YamlNode value, Set<String> texts) {
    return value instanceof YamlScalar scalar && texts.contains(scalar.text());
  }
}
