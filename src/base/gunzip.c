#include "base/gunzip.h"

#include <zlib.h>

enum { BLOCK = 1 << 16, GZIP_WINDOW = 16 + MAX_WBITS };

static int inflate_block(z_stream *z, struct buf *out)
{
    char *at = buf_reserve(out, BLOCK);

    if (!at)
        return Z_MEM_ERROR;
    z->next_out = (unsigned char *)at;
    z->avail_out = BLOCK;
    int rc = inflate(z, Z_NO_FLUSH);
    buf_took(out, BLOCK - z->avail_out);
    return rc;
}

bool gunzip(struct str packed, struct buf *out)
{
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.ptr,
                  .avail_in = (unsigned)packed.len};
    int rc = inflateInit2(&z, GZIP_WINDOW);

    while (rc == Z_OK)
        rc = inflate_block(&z, out);
    inflateEnd(&z);
    return rc == Z_STREAM_END;
}
