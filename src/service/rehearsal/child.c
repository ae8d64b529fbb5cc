/* The server of a rehearsal: this program once more, as a child that cannot outlive its parent. */
#include "base/pause.h"
#include "service/rehearsal/private.h"
#include "service/site/site.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_MS = 20000, STOP_MS = 10000, STEP_MS = 20, LINE_MOST = 200 };

/* Ends are closed on exec, all but those that become the child's own. */
static bool spawn(const char *dir, const char *listen, const int in[2], const int said[2],
                  pid_t *pid)
{
    char serve[] = "serve", data[] = "--data", at[] = "--listen", tied[] = "--tied",
         name[] = "huanjie";
    char *argv[] = {
        name, serve, data, (char *)(uintptr_t)dir, at, (char *)(uintptr_t)listen,
        tied, NULL};
    posix_spawn_file_actions_t files;

    if (posix_spawn_file_actions_init(&files))
        return false;
    bool good = !posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO) &&
                !posix_spawn_file_actions_adddup2(&files, said[1], STDOUT_FILENO) &&
                !posix_spawn(pid, "/proc/self/exe", &files, NULL, argv, environ);
    (void)posix_spawn_file_actions_destroy(&files);
    return good;
}

/* "http://127.0.0.1:8301": the port behind the last colon; 0: it said nothing in time, or ended. */
static int hear_port(int fd)
{
    char line[LINE_MOST + 1];
    size_t len = 0;
    int64_t until = steady_ms() + START_MS, port = 0;

    while (len < LINE_MOST && !memchr(line, '\n', len)) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = until - steady_ms();
        if (left <= 0 || poll(&p, 1, (int)left) <= 0)
            return 0;
        ssize_t n = read(fd, line + len, LINE_MOST - len);
        if (n <= 0)
            return 0;
        len += (size_t)n;
    }
    struct str text = str_trim((struct str){line, len});
    for (size_t i = text.len; i > 0; i--)
        if (text.ptr[i - 1] == ':')
            return str_i64(str_sub(text, i, text.len), &port) ? (int)port : 0;
    return 0;
}

static bool try_start(const char *dir, const char *listen, struct child *out)
{
    int in[2] = {-1, -1}, said[2] = {-1, -1};
    pid_t pid = 0;
    bool good = pipe2(in, O_CLOEXEC) == 0 && pipe2(said, O_CLOEXEC) == 0 &&
                spawn(dir, listen, in, said, &pid);

    *out = (struct child){.pid = pid, .alive = in[1]};
    if (in[0] >= 0)
        close(in[0]);
    if (said[1] >= 0)
        close(said[1]);
    out->port = good ? hear_port(said[0]) : 0;
    if (said[0] >= 0)
        close(said[0]);
    if (out->port)
        return true;
    child_stop(out);
    return false;
}

static int port_before(struct arena *a, const char *note)
{
    struct fault ignored = {0};
    struct str text;
    int64_t port = 0;

    if (file_read(a, note, 16, &text, &ignored) || !str_i64(str_trim(text), &port))
        return 0;
    return port > 0 && port <= 65535 ? (int)port : 0;
}

enum err child_start(struct arena *a, struct str dir, const char *address,
                     struct child *out, struct fault *f)
{
    const char *path = str_c(a, dir), *note = str_print(a, "%.*s/port", STR_FMT(dir)).ptr;
    int before = port_before(a, note);
    bool good = before && try_start(path, str_print(a, "%s:%d", address, before).ptr, out);

    if (!good && !try_start(path, str_print(a, "%s:0", address).ptr, out))
        return FAIL(f, ERR_IO, "rehearsal.server", "%s", path);
    return file_write(note, str_print(a, "%d\n", out->port), 0600, f);
}

bool child_runs(struct child *child)
{
    if (child->pid > 0 && waitpid(child->pid, NULL, WNOHANG) != 0)
        child->pid = 0; /* ended, and reaped by this */
    return child->pid > 0;
}

void child_stop(struct child *child)
{
    int64_t until = steady_ms() + STOP_MS;

    if (child->alive >= 0)
        close(child->alive);
    child->alive = -1;
    if (child_runs(child))
        (void)kill(child->pid, SIGTERM);
    while (child_runs(child) && steady_ms() < until)
        pause_ms(STEP_MS);
    if (!child_runs(child))
        return;
    (void)kill(child->pid, SIGKILL);
    (void)waitpid(child->pid, NULL, 0);
    child->pid = 0;
}
