/* A disk that takes its time: every fsync and fdatasync lasts 3 ms longer, as on the small office PCs
 * without a write cache.  LD_PRELOAD for huanjie and for its reference alike. */
#include <dlfcn.h>
#include <time.h>

static void wait_a_little(void)
{
    struct timespec t = {0, 3000000};

    nanosleep(&t, NULL);
}

int fdatasync(int fd)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");

    wait_a_little();
    return real(fd);
}

int fsync(int fd)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

    wait_a_little();
    return real(fd);
}
