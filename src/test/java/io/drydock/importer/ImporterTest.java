package io.drydock.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites as people bring them: how much of them is converted, and that nothing of them is lost in silence. */
class ImporterTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));

    @TempDir
    Path temp;

    private static ImportReport imported(Path site, Path to, boolean force, Diagnostics problems) throws IOException {
        TemplateEngine engine = new TemplateEngine();
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), engine, problems);
        return new Importer(library, engine, problems).convert(site, to, force).orElseThrow();
    }

    private ImportReport imported(String playbook) throws IOException {
        Path site = Files.createDirectories(temp.resolve("in")).resolve("site.yml");
        Files.writeString(site, playbook);
        Diagnostics problems = new Diagnostics();
        ImportReport report = imported(site, temp.resolve("out"), true, problems);
        assertEquals(List.of(), problems.all());
        return report;
    }

    private String out(String file) throws IOException {
        return Files.readString(temp.resolve("out").resolve(file));
    }

    @Test
    void mostOfASiteIsConverted() throws IOException {
        Diagnostics problems = new Diagnostics();
        ImportReport report = imported(HOME.resolve("src/test/ansible/site.yml"), temp.resolve("out"), false, problems);
        assertEquals(List.of(), problems.all());
        int share = 100 * (report.tasks() - report.refused()) / report.tasks();
        System.err.println("import-ansible: " + share + " % of " + report.tasks() + " tasks");
        assertTrue(report.tasks() > 200, report.tasks() + " tasks");
        assertTrue(share >= 85, share + " %: " + report.constructs());
        assertEquals(0, report.refusedTemplates());
    }

    @Test
    void whatIsNotConvertedFailsWhereItStood() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - name: first # one
                      ec2: {key: a}
                      when: wanted
                      ignore_errors: true
                      register: made
                    # in between
                    - debug: msg={{ made.rc }}
                """);
        assertEquals(1, report.refused());
        String out = out("site.yml");
        assertTrue(out.contains("# TODO: module ec2: machines are not made here"), out);
        assertTrue(out.contains("#     ec2: {key: a}"), out);
        assertTrue(out.contains("is not converted"), out);
        assertTrue(out.contains("when: wanted\n"), out);
        assertFalse(out.replaceAll("(?m)^ *#.*$", "").contains("ignore_errors"), out);
        assertTrue(out.contains("# in between\n"), out);
        assertTrue(out.indexOf("# in between") < out.indexOf("made.rc"), out);
    }

    @Test
    void aFailureThatIsNotConvertedIsNotRescuedFrom() throws IOException {
        imported("""
                - hosts: all
                  tasks:
                    - block:
                        - ec2: {key: a}
                      rescue:
                        - debug: msg=rescued
                """);
        assertTrue(out("site.yml").matches("(?s).*a task of the block below is not converted.*block:.*rescue:.*"));
    }

    @Test
    void whatMayChangeSomethingIsNotRunByAPlan() throws IOException {
        imported("""
                - hosts: all
                  tasks:
                    - command: cat /etc/hosts
                      changed_when: false
                    - shell: rm -rf /srv/x | cat
                      changed_when: false
                    - shell: echo x > /srv/x
                      changed_when: false
                    - command: uptime
                """);
        String out = out("site.yml");
        assertEquals(1, out.split("changed_when: false", -1).length - 1, out);
        assertEquals(2, out.split("changed_when: '!true'", -1).length - 1, out);
        assertEquals(1, out.split("changes: always", -1).length - 1, out);
    }

    @Test
    void factsOfOtherHostsAreAmongTheirs() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - debug: msg="{{ hostvars['d1'].ansible_hostname }} {{ hostvars.d1.ansible_host }}"
                    - debug: msg="{{ hostvars[groups.db[0]].ansible_default_ipv4.address }}"
                    - debug: msg="{{ hostvars.d1.ansible_facts.machine }}"
                    - debug: msg="{{ groups.db | map('extract', hostvars, ['ansible_default_ipv4', 'address']) | first }}"
                    - debug: msg="{{ hostvars.d1.ansible_devices }}"
                    - debug: msg="{{ groups.db | map('extract', hostvars) | map(attribute='ansible_hostname') | first }}"
                    - debug: msg="{{ lookup('vars', 'name', default='none') }}"
                """);
        String out = out("site.yml");
        assertTrue(out.contains("${hostvars.d1.facts.hostname?keep_before(\".\")} ${hostvars.d1.ansible_host}"), out);
        assertTrue(out.contains("${hostvars[groups.db[0]].facts.network.default_ipv4.address}"), out);
        assertTrue(out.contains("${hostvars.d1.facts.machine}"), out);
        assertTrue(out.contains("groups.db?map(i -> hostvars[i].facts.network.default_ipv4.address)?first"), out);
        assertTrue(out.contains("${name!\"none\"}"), out);
        assertEquals(2, report.refused(), report.reasons().toString());
    }

    @Test
    void whatIncludesNameIsFoundOut() throws IOException {
        Files.createDirectories(temp.resolve("in"));
        for (String file : List.of("a.yml", "b.yml"))
            Files.writeString(temp.resolve("in").resolve(file), "- debug: {msg: a}\n");
        String six = "{{ ansible_distribution }}".repeat(6);
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - include_vars: "{{ lookup('first_found', names) }}"
                      vars:
                        names: {files: [a.yml], paths: [vars]}
                    - include_vars: {file: "{{ item }}", name: under}
                      with_first_found: [b.yml, c.yml]
                    - include_vars: "{{ lookup('first_found', ['d.yml', x ~ '.yml']) }}"
                    - include_tasks: a.yml
                      loop: [{n: "{{ who }}"}]
                    - include_tasks: b.yml
                      loop: [{n: "{{ who }}"}]
                      loop_control: {loop_var: one}
                    - import_role: {name: web}
                      loop: [r]
                      loop_control: {loop_var: one}
                    - import_role: {name: web}
                      loop: [s]
                    - include_tasks: "SIX.yml"
                    - {name: [a], action: {module: [b]}}
                    - include_vars: "{{ lookup('first_found', elsewhere) }}"
                """.replace("SIX", six));
        String out = out("site.yml");
        assertTrue(out.contains("with_first_found: ${names}"), out);
        assertTrue(out.contains("include_vars: {file: '${item}', name: under}"), out);
        assertTrue(out.contains("[d.yml, '${x + \".yml\"}']"), out);
        assertEquals(2, out.split("loop: \\[\\{n: '\\$\\{who}'}]", -1).length - 1, out);
        assertTrue(out.contains("loop: [r]\n      loop_control: {loop_var: one}"), out);
        assertEquals(3, report.refused(), report.reasons().toString());
    }

    @Test
    void filesThatAreThereStay() throws IOException {
        imported("- hosts: all\n  tasks: []\n");
        Diagnostics problems = new Diagnostics();
        TemplateEngine engine = new TemplateEngine();
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), engine, problems);
        assertTrue(new Importer(library, engine, problems)
                .convert(temp.resolve("in/site.yml"), temp.resolve("out"), false)
                .isEmpty());
        assertEquals(1, problems.all().size());
    }

    @Test
    void variablesAreRefusedRatherThanGuessed() throws IOException {
        Files.createDirectories(temp.resolve("in/group_vars"));
        Files.writeString(temp.resolve("in/group_vars/all.yml"), """
                # kept
                plain: {a: 1}
                url: "http://{{ host }}/"   # behind
                odd: "{{ plain | realpath }}"
                secret: !vault |
                  $ANSIBLE_VAULT;1.1;AES256
                  6162
                breaks: "a\\Lb"
                nothing:
                """);
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - {debug: {msg: x}, when: nothing is defined}
                    - {debug: {msg: x}, when: nothing is none}
                """);
        String out = out("group_vars/all.yml");
        assertTrue(out.contains("url: http://${host}/  # behind\n"), out);
        assertTrue(out.contains("# TODO: filter realpath"), out);
        assertTrue(out.contains("odd: '{{ plain | realpath }}'"), out);
        assertTrue(out.contains("breaks: \"a\\u2028b\""), out);
        assertTrue(out.contains("secret: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n"), out);
        assertEquals(1, report.refused(), report.reasons().toString());
    }

    @Test
    void valuesInCommandsStayWords() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  vars: {dir: /srv, opts: "-a -b", code: "x; y"}
                  tasks:
                    - shell: ls "{{ dir }}/a" '{{ dir }}' {{ opts }}
                    - shell: echo {{ code }}
                    - command: ls {{ opts }}
                    - command: ls "{{ opts }}" {{ dir }}
                """);
        String out = out("site.yml");
        assertTrue(out.contains("ls [=dir]\"/a\" [=dir] [=opts?word_list]"), out);
        assertTrue(out.contains("ls \"${opts}\" ${dir}"), out);
        assertEquals(2, report.refused(), report.reasons().toString());
    }

    @Test
    void whatPlaysAskForAndHowTheyReachTheirHostsStays() throws IOException {
        ImportReport report = imported("""
                - hosts: "{{ target | default('web') }}"
                  user: deploy
                  connection: ssh
                  vars_prompt:
                    - {name: release, prompt: Which release, default: "1.2", private: no}
                  tasks:
                    - debug: {msg: "{{ release }}"}
                - hosts: all
                  vars_prompt:
                    - {name: password, prompt: Password, encrypt: sha512_crypt}
                  tasks: [{debug: {msg: a}}]
                """);
        String out = out("site.yml");
        assertTrue(out.contains("hosts: ${target!\"web\"}\n"), out);
        assertTrue(out.contains("remote_user: deploy"), out);
        assertTrue(out.contains("- {name: release, prompt: Which release, default: '1.2', private: no}"), out);
        assertTrue(out.contains("# TODO: vars_prompt.encrypt: write password_hash("), out);
        assertTrue(out.contains("msg: '${release}'"), out);
        assertEquals(
                1,
                report.constructs().getOrDefault("vars_prompt.encrypt", 0).intValue(),
                report.constructs()::toString);
    }

    @Test
    void repositoriesAreConvertedWhereTheirKeysAreNotAmongThem() throws IOException {
        imported("""
                - hosts: all
                  tasks:
                    - apt_repository:
                        repo: deb [arch=amd64] https://download.example.com/linux/{{ 'debian' }} {{ ansible_distribution_release }} stable test
                        filename: example
                        update_cache: no
                    - apt_repository: {repo: "deb http://deb.example.com/debian bookworm main"}
                    - apt_repository: repo='deb [signed-by=/etc/apt/a.asc] https://a.example.com/ ./' state=present
                    - apt_repository: {repo: "ppa:ondrej/php"}
                    - yum_repository: {name: epel, description: EPEL, file: ext, baseurl: "https://e.example.com/9", gpgcheck: no, enabled: yes}
                    - yum_repository: {name: epel, description: EPEL, baseurl: "https://e.example.com/9", gpgkey: "https://e.example.com/KEY"}
                """);
        String out = out("site.yml");
        for (String expected : List.of(
                "path: /etc/apt/sources.list.d/example.list",
                "architectures: amd64",
                "facts.os.codename",
                "path: /etc/apt/sources.list.d/deb_example_com_debian.list",
                "TODO: apt_repository with signed-by: the key belongs to its repository",
                "TODO: apt_repository of this form",
                "path: /etc/yum.repos.d/ext.repo",
                "trusted: true",
                "TODO: yum_repository.gpgkey: the key belongs to its repository"))
            assertTrue(out.contains(expected), expected + "\n" + out);
    }
}
