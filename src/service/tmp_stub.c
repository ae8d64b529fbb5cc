#include "service/upkeep.h"
#include "service/definition.h"
enum err verify_site(struct call *c, void (*p)(void *, int64_t, int64_t), void *a, struct verify_result *o){(void)c;(void)p;(void)a;(void)o;return ERR_IO;}
enum err verify_job(struct job_work *w){(void)w;return ERR_IO;}
enum err backup_write(struct call *c, const char *p){(void)c;(void)p;return ERR_IO;}
enum err backup_job(struct job_work *w){(void)w;return ERR_IO;}
enum err backup_list(struct call *c, struct backup_file **o, size_t *n){(void)c;(void)o;*n=0;return ERR_OK;}
enum err backup_restore(struct arena *a, const char *p, const char *k, struct str d, struct fault *f){(void)a;(void)p;(void)k;(void)d;(void)f;return ERR_IO;}
enum err attachment_keep(struct call *c, struct str n, struct str b, file_id *o){(void)c;(void)n;(void)b;(void)o;return ERR_IO;}
enum err attachment_get(struct call *c, file_id i, struct str *n, struct str *b){(void)c;(void)i;(void)n;(void)b;return ERR_IO;}
enum err definition_add_ledger(struct call *c, struct str j, const struct ledger **o){(void)c;(void)j;(void)o;return ERR_IO;}
enum err definition_add_field(struct call *c, struct str l, struct str j){(void)c;(void)l;(void)j;return ERR_IO;}
