package io.drydock.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static void assertHas(String out, String... expected) {
        for (String text : expected) assertTrue(out.contains(text), text + "\n" + out);
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
        assertHas(
                out,
                "path: /etc/apt/sources.list.d/example.list",
                "architectures: amd64",
                "facts.os.codename",
                "path: /etc/apt/sources.list.d/deb_example_com_debian.list",
                "key_path: /etc/apt/a.asc",
                "TODO: apt_repository of this form",
                "path: /etc/yum.repos.d/ext.repo",
                "trusted: true",
                "key_url: 'https://e.example.com/KEY'");
    }

    @Test
    void rolesComeFromWhereAnsibleLooksForThem() throws IOException {
        for (Map.Entry<String, String> file : Map.of(
                        "ansible.cfg", "[defaults]\nroles_path = ./shared:~/none:$HOME/none\n",
                        "roles/web/tasks/main.yml", "- import_role: {name: net/base}\n",
                        "roles/web/meta/main.yml", "dependencies: [{role: common}]\n",
                        "roles/web/meta/argument_specs.yml", "argument_specs: {main: {options: {a: !unsafe '{{'}}}\n",
                        "roles/net/base/tasks/main.yml", "- debug: msg=based\n",
                        "roles/net/molecule/default/tasks/main.yml", "- debug: msg=tried\n",
                        "roles/unnamed/tasks/main.yml", "- debug: msg=unnamed\n",
                        "shared/common/tasks/main.yml", "- debug: msg=common\n")
                .entrySet()) {
            Path path = temp.resolve("in").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path site = Files.createDirectories(temp.resolve("in/playbooks")).resolve("site.yml");
        Files.writeString(site, "- {hosts: all, roles: [web, missing]}\n");
        Diagnostics problems = new Diagnostics();
        ImportReport report = imported(site, temp.resolve("out"), false, problems);
        assertEquals(4, report.tasks(), report.written().toString());
        for (String role : List.of("web", "net/base", "common"))
            assertTrue(Files.exists(temp.resolve("out/roles").resolve(role).resolve("tasks/main.yml")), role);
        assertFalse(Files.exists(temp.resolve("out/roles/net/molecule")));
    }

    @Test
    void keysThatTasksDoWithoutHereAreLeftOutOrSaidOtherwise() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - {name: a1, package: {name: curl}, changed_when: false, notify: told}
                    - {name: a2, service: {name: ssh, state: started}, changed_when: false}
                    - {name: a3, package: {name: curl}, register: r, changed_when: r.rc == 3}
                    - {name: a4, debug: {msg: a}, changed_when: true, notify: told}
                    - {name: b1, command: uptime, changed_when: false, connection: local}
                    - {name: b2, command: uptime, changed_when: false, delegate_to: localhost, connection: local}
                    - {name: b3, command: uptime, changed_when: false, delegate_to: db, connection: local}
                    - {name: b4, command: uptime, changed_when: false, connection: ssh}
                    - {name: c1, debug: {msg: a}, no_log: "{{ hide | default(true) }}"}
                    - {name: c2, debug: {msg: a}, tags: [kept, "{{ name }}"]}
                    - {name: c3, copy: {src: "{{ item }}", dest: /srv/}, with_fileglob: ["{{ dir }}/*.conf", "b/*"]}
                    - {name: d1, command: make, args: {creates: /a}, async: 600, poll: 15}
                    - {name: d2, command: make, args: {creates: /a}, async: 600, poll: 0}
                    - {name: d3, shell: "(sleep 5 && /sbin/reboot &)", async: 1, poll: 0, ignore_errors: true}
                    - {name: d4, command: make, args: {creates: /a}, async: "{{ time }}"}
                """);
        String out = out("site.yml");
        assertHas(
                out,
                "- {name: a1, package: {name: curl}}\n",
                "- {name: a2, service: {name: ssh, state: started}}\n",
                "# TODO: changed_when of package: package sees by itself what it changes: leave changed_when out\n",
                "# TODO: changed_when of debug:",
                "- {name: b1, command: {cmd: uptime}, changed_when: false, delegate_to: localhost}\n",
                "- {name: b2, command: {cmd: uptime}, changed_when: false, delegate_to: localhost}\n",
                "# TODO: connection: it belongs to the play",
                "- {name: b4, command: {cmd: uptime}, changed_when: false}\n",
                "- {name: c1, debug: {msg: a}, no_log: true}\n",
                "- {name: c2, debug: {msg: a}, tags: [kept]}\n",
                "loop: '${lookup(\"fileglob\", \"\" + dir + \"/*.conf\") + lookup(\"fileglob\", \"b/*\")}'}\n",
                "- {name: d1, command: {cmd: make, creates: /a}, timeout: 600}\n",
                "# TODO: async with poll: 0: a task is waited for",
                "- {name: d3, reboot: {when_required: false}}\n",
                "# note: async by expression is left out",
                "- {name: d4, command: {cmd: make, creates: /a}}\n");
        assertEquals(4, report.refused(), report.reasons().toString());
    }

    @Test
    void aTemplateThatIsNotConvertedIsInTheWayOfItsOwnRoleOnly() throws IOException {
        for (String role : List.of("web", "db")) {
            Path folder = temp.resolve("in/roles").resolve(role);
            Files.createDirectories(folder.resolve("tasks"));
            Files.createDirectories(folder.resolve("templates"));
            Files.writeString(
                    folder.resolve("tasks/main.yml"), "- template: {src: '{{ name }}.conf.j2', dest: /etc/a}\n");
        }
        Files.writeString(temp.resolve("in/roles/web/templates/a.conf.j2"), "{{ a | realpath }}\n");
        ImportReport report = imported("- {hosts: all, roles: [web, db]}\n");
        assertEquals(1, report.refused(), report.reasons().toString());
        assertTrue(out("roles/db/tasks/main.yml").contains("src: '${name}.conf.ftl'"), out("roles/db/tasks/main.yml"));
    }

    @Test
    void aTemplateByAVariableIsWhatTheProjectSays() throws IOException {
        file("roles/web/templates/a.conf.j2", "{{ a | realpath }}\n");
        file("roles/web/templates/b.conf.j2", "{{ a }}\n");
        file("roles/web/defaults/main.yml", "lost: etc/a.conf.j2\nkept: etc/b.conf.j2\nopen: '{{ x }}'\na: 1\n");
        file("roles/web/tasks/main.yml", """
                - {name: lost, template: {src: "{{ lost }}", dest: /etc/a}}
                - {name: kept, template: {src: "{{ kept }}", dest: /etc/b}}
                - {name: open, template: {src: "{{ open }}", dest: /etc/c}}
                """);
        ImportReport report = imported("- {hosts: all, roles: [web]}\n");
        assertEquals(2, report.refused(), report.reasons().toString());
        assertHas(
                out("roles/web/tasks/main.yml"),
                "- {name: kept, template: {src: '${(kept)?replace(\"\\\\.j2$\", \".ftl\", \"r\")}', dest: /etc/b}}\n");
    }

    @Test
    void filesOfTheRoleAreIncludedFromWhereTheyAreNamed() throws IOException {
        file("roles/web/tasks/main.yml", "- include_tasks: \"{{ role_path }}/tasks/set/up.yml\"\n");
        file(
                "roles/web/tasks/set/up.yml",
                "- import_tasks: '{{role_path}}/tasks/set/on/{{ ansible_os_family | lower }}.yml'\n");
        file("roles/web/tasks/set/on/debian.yml", "- debug: {msg: a}\n");
        ImportReport report = imported("- {hosts: all, roles: [web]}\n");
        assertEquals(0, report.refused(), report.reasons().toString());
        assertEquals("- include_tasks: set/up.yml\n", out("roles/web/tasks/main.yml"));
        assertHas(out("roles/web/tasks/set/up.yml"), "import_tasks: on/debian.yml", "facts.os.family == \"debian\"");
    }

    @Test
    void aFileThatIsNoTextIsToldOfBeforeAnythingIsWritten() throws IOException {
        Path site = Files.createDirectories(temp.resolve("in")).resolve("site.yml");
        Files.write(site, "- hosts: all # gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        Diagnostics problems = new Diagnostics();
        TemplateEngine engine = new TemplateEngine();
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), engine, problems);
        assertTrue(new Importer(library, engine, problems)
                .convert(site, temp.resolve("out"), false)
                .isEmpty());
        assertEquals(
                List.of("not UTF-8 text"),
                problems.all().stream().map(Diagnostic::message).toList());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void whatIsForOtherSystemsIsLeftOut() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - {name: a, community.general.pkgng: {name: b}, when: 'ansible_system == "FreeBSD"'}
                    - {name: c, debug: {msg: d}, when: 'ansible_distribution in ["HardenedBSD", "Debian"]'}
                    - {name: e, debug: {msg: f}, when: 'ansible_virtualization_type not in ["container", "docker"]'}
                    - {name: g, make: {chdir: /src, target: "{{ t }}", params: {PREFIX: /usr}}}
                """);
        assertEquals(0, report.refused(), report.reasons().toString());
        String out = out("site.yml");
        assertFalse(out.contains("name: b"), out);
        assertHas(
                out,
                "[\"debian\"]?seq_contains(facts.os.id)",
                "facts.container && ![\"docker\", \"lxc\", \"openvz\", \"podman\"]?seq_contains(facts.virtualization)",
                "argv: [make, '${t}', PREFIX=/usr]");
    }

    @Test
    void keysOfRepositoriesAreWhereTheirUrlsAndPathsSay() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  vars:
                    base: https://download.example.com/linux
                    key_at: "{{ base }}/gpg"
                    key_here: /etc/apt/keyrings/app.asc
                    channel: [stable, test]
                    source: >
                      deb [arch=amd64 signed-by={{ key_here }}]
                      {{ base }}/debian {{ ansible_distribution_release }} {{ channel | join(' ') }}
                  tasks:
                    - apt_repository: {repo: "{{ source }}", mode: "0644", update_cache: true}
                    - apt_repository: {repo: "deb [signed-by=/etc/apt/keyrings/app.asc] {{ base }} stable main"}
                    - deb822_repository: {name: a, types: deb, uris: "{{ base }}", suites: stable, signed_by: "{{ key_at }}"}
                    - deb822_repository: {name: b, types: deb, uris: "{{ base }}", suites: stable, signed_by: "{{ key_here }}"}
                    - deb822_repository: {name: c, types: deb, uris: "{{ base }}", suites: stable, signed_by: "{{ elsewhere }}"}
                    - yum_repository: {name: d, description: d, baseurl: "{{ base }}", gpgkey: "file:///etc/pki/d", gpgcheck: "{{ check }}", repo_gpgcheck: no}
                    - yum_repository: {name: e, description: e, baseurl: "{{ base }}", gpgkey: "https://a/1 https://a/2"}
                    - zypper_repository: {name: f, repo: "{{ base }}", auto_import_keys: true, disable_gpg_check: true}
                """);
        String out = out("site.yml");
        assertHas(
                out,
                "# note: the line is that of the variable source in this project",
                "url: ${base}/debian",
                "components: ['${channel}']",
                "key_path: ${key_here}",
                "key_path: /etc/apt/keyrings/app.asc",
                "key_url: '${key_at}'",
                "key_path: /etc/pki/d",
                "trusted: '${!",
                "# TODO: a repository's key of this form",
                "# TODO: several keys of a repository",
                "trusted: true");
        assertEquals(2, report.refused(), report.reasons().toString());
    }

    @Test
    void entriesThatGetentFindsAreAVariable() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - {name: a, getent: {database: passwd, key: app, fail_key: false}, when: go, tags: [users]}
                    - {getent: {database: "{{ item }}"}, loop: [group, hosts]}
                    - {getent: {database: shadow}, register: found}
                    - {getent: {database: passwd, key: "{{ item }}"}, loop: [app, web]}
                    - debug: {msg: "{{ ansible_facts.getent_passwd['app'][4] }} {{ ansible_facts['getent_group']['docker'][2] }}"}
                    - debug: {msg: "{{ found.ansible_facts.getent_shadow.app[0] }}"}
                      when: "'web' not in ansible_facts.getent_group"
                    - debug: {msg: "{{ ansible_facts.getent_services }}"}
                """);
        String out = out("site.yml");
        assertHas(
                out,
                "- {name: a, getent: {database: passwd, key: app, fail_key: false}, register: getent_passwd_read, when: go, tags: [users]}\n",
                "- {set_fact: {getent_passwd_entries: '${getent_passwd_read.entries}'}, when: '(getent_passwd_read.entries)??', tags: [users]}\n",
                "- {getent: {database: hosts}, register: getent_hosts_read}\n",
                "- {set_fact: {getent_shadow_entries: '${found.entries}'}, when: '(found.entries)??'}\n",
                "# TODO: getent in a loop",
                "${getent_passwd_entries.app[4]} ${getent_group_entries.docker[2]}",
                "${found.entries.app[0]}",
                "# TODO: fact ansible_getent_services");
        assertEquals(2, report.refused(), report.reasons().toString());
    }

    @Test
    void anIncludeByAVariableIsOneForEachOfWhatThereIs() throws IOException {
        for (String file : List.of(
                "roles/net/a/tasks/main.yml",
                "roles/net/b/tasks/main.yml",
                "roles/web/tasks/setup-x.yml",
                "roles/web/tasks/setup-y.yml",
                "roles/web/tasks/other.yml")) {
            Path path = temp.resolve("in").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "- debug: {msg: a}\n");
        }
        Files.writeString(temp.resolve("in/roles/web/tasks/main.yml"), """
                - {include_role: {name: "net/{{ plugin }}", tasks_from: main}, when: go}
                - include_tasks: setup-{{ kind | lower }}.yml
                - include_tasks: none-{{ kind }}.yml
                - include_role: {name: site.tools.web}
                """);
        ImportReport report = imported("- {hosts: all, roles: [site.tools.web]}\n");
        String out = out("roles/web/tasks/main.yml");
        assertHas(
                out,
                "- {include_role: {name: net/a, tasks_from: main}, when: [go, '(\"net/\" + plugin) == \"net/a\"']}\n",
                "'![\"net/a\", \"net/b\"]?seq_contains(\"net/\" + plugin)'",
                "- include_tasks: setup-y.yml\n",
                "# TODO: include_tasks by expression",
                "- include_role: {name: web}\n");
        assertEquals("- {hosts: all, roles: [web]}\n", out("site.yml"));
        assertEquals(1, report.refused(), report.reasons().toString());
    }

    private void file(String name, String text) throws IOException {
        Path file = temp.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatRolesAskOfAnsibleAndOfHostsIsAnswered() throws IOException {
        ImportReport report = imported("""
                - hosts: all
                  tasks:
                    - debug: msg="{{ ansible_role_name }} {{ inventory_dir }}"
                    - {debug: {msg: old}, when: "ansible_version.full is version('2.9', '<') and unheard.of"}
                    - {debug: {msg: a}, when: "ansible_connection not in ['docker', 'container']"}
                    - debug: msg="{{ ansible_docker0.ipv4.address }} {{ ansible_facts['eth0'].macaddress }}"
                    - debug: msg="{{ hostvars['d1']['ansible_' ~ device].ipv4.address }}"
                    - {debug: {msg: a}, when: ansible_docker0 is not defined}
                    - debug: msg="{{ ansible_env.SUDO_USER | default('root') }}"
                    - debug: msg="{{ ansible_default_ipv6.address | default('::1') }}"
                    - debug: msg="{{ ansible_date_time.date }}"
                    - {debug: {msg: a}, when: not ansible_facts}
                    - {debug: {msg: a}, when: "ansible_os_family in ['Flatcar', 'Flatcar Container Linux by Kinvolk', 'Rocky']"}
                    - {debug: {msg: a}, when: "ansible_pkg_mgr in ['dnf', 'dnf5']"}
                    - {debug: {msg: a}, when: "ansible_distribution_version is version('12.4', '>=')"}
                    - {command: "true", retries: 3, delay: "{{ 10 | random + 3 }}"}
                    - set_fact: {"{{ name }}": 1}
                    - debug: msg="{{ ansible_env.EDITOR }}"
                    - debug: msg="{{ ansible_eth0.ipv4.netmask }}"
                    - debug: msg="{{ 5 | random }}"
                """);
        String out = out("site.yml");
        assertHas(
                out,
                "${role_name} ${inventory_dir}",
                "{debug: {msg: old}, when: 'false'}",
                "'![\"docker\", \"container\"]?seq_contains(ansible_connection)'",
                "${facts.network.interfaces.docker0.ipv4[0].address} ${facts.network.interfaces.eth0.mac}",
                "${hostvars.d1.facts.network.interfaces[device].ipv4[0].address}",
                "!(facts.network.interfaces.docker0)??",
                "${(facts.environment.SUDO_USER)!\"root\"}",
                "${default(facts.network.default_ipv6.address, \"::1\", true)}",
                "# note: the time is that at which the run began, in UTC",
                "${now(\"%Y-%m-%d\")}",
                "(facts.os.id == \"flatcar\")",
                "'[\"dnf\"]?seq_contains(facts.package_manager)'",
                "version_at_least(facts.os.version, \"12.4\")",
                "# note: the delay is always the longest that it may be",
                "delay: '${10 - 1 + 3}'");
        assertEquals(4, report.refused(), report.reasons().toString());
    }

    @Test
    void whatIsNotConvertedOfValuesFailsWhereItIsNeeded() throws IOException {
        file("roles/app/defaults/main.yml", """
                plain: a
                app:
                  port: 80
                  password: "{{ lookup('password', 'a') }}"
                must: "{{ undef(hint='name it') }}"
                literal: !unsafe "{{ b }}"
                ansible_user: "{{ a }}"
                """);
        ImportReport report = imported("- hosts: all\n  roles: [app]\n");
        String out = out("roles/app/defaults/main.yml");
        assertTrue(out.contains("# TODO: lookup password: a plan must be what is applied"), out);
        assertTrue(out.contains("#   app.password: \"{{ lookup('password', 'a') }}\""), out);
        assertTrue(out.contains("password: '${fail(\"app.password is not converted: lookup password\")}'"), out);
        assertTrue(out.contains("port: 80"), out);
        assertTrue(out.contains("must: ${fail(\"name it\")}"), out);
        assertTrue(out.contains("literal: ${\"{{\"} b }}"), out);
        assertTrue(out.contains("#   ansible_user: '{{ a }}'"), out);
        assertFalse(out.contains("\nansible_user"), out);
        assertEquals(
                2,
                report.constructs().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    @Test
    void rolesAreFoundWhereAnsibleFindsThem() throws IOException {
        file("ansible.cfg", "[defaults]\nroles_path = ./more:~/.roles:/usr/share/roles\n");
        file("playbooks/site.yml", """
                - hosts: all
                  roles: [web, engine/docker, {role: ops.tools.shell}]
                  tasks:
                    - include_role: {name: ops.tools.shell}
                """);
        file("roles/engine/docker/tasks/main.yml", "- debug: msg={{ a }}\n");
        file("more/web/tasks/main.yml", "- debug: msg={{ b }}\n");
        file(
                "playbooks/collections/ansible_collections/ops/tools/roles/shell/tasks/main.yml",
                "- debug: msg={{ c }}\n");
        file("group_vars/all.yml", "a: 1\n");
        file("hosts", "web1\n");
        Diagnostics problems = new Diagnostics();
        imported(temp.resolve("in/playbooks/site.yml"), temp.resolve("out"), true, problems);
        assertEquals(List.of(), problems.all());
        assertTrue(out("roles/engine/docker/tasks/main.yml").contains("${a}"));
        assertTrue(out("roles/web/tasks/main.yml").contains("${b}"));
        assertTrue(out("roles/shell/tasks/main.yml").contains("${c}"));
        assertTrue(
                out("site.yml").contains("- role: shell") || out("site.yml").contains("{role: shell}"),
                out("site.yml"));
        assertTrue(out("site.yml").contains("include_role: {name: shell}"), out("site.yml"));
        assertEquals("a: 1\n", out("group_vars/all.yml"));
        assertEquals("web1\n", out("hosts"));
    }

    @Test
    void aTemplateOfAnotherRoleThatIsNotConvertedKeepsNothingBack() throws IOException {
        file("roles/one/templates/a.j2", "{% include 'b' %}\n");
        file("roles/one/tasks/main.yml", "- template: {src: a.j2, dest: /srv/a}\n");
        file("roles/two/templates/a.j2", "{{ b }}\n");
        file("roles/two/tasks/main.yml", "- template: {src: a.j2, dest: /srv/b}\n");
        ImportReport report = imported("- hosts: all\n  roles: [one, two]\n");
        assertEquals(1, report.refused(), report.reasons().toString());
        assertTrue(out("roles/two/tasks/main.yml").contains("src: a.ftl"));
    }
}
