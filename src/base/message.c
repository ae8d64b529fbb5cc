#include "base/message.h"

#include "base/message_table.h"

const char *const LOCALE_NAMES[LOCALE_COUNT] = {"zh-Hans", "zh-Hant", "en"};

enum locale locale_of(struct str tag)
{
    if (str_starts(tag, STR("en")))
        return LOCALE_EN;
    bool traditional = str_find(tag, STR("Hant")) >= 0 || str_find(tag, STR("TW")) >= 0 ||
                       str_find(tag, STR("HK")) >= 0 || str_find(tag, STR("MO")) >= 0;
    return traditional ? LOCALE_HANT : LOCALE_HANS;
}

struct str message_find(enum locale l, struct str code)
{
    size_t low = 0, high = MESSAGE_COUNT;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(str_of(MESSAGES[mid].code), code);
        if (order == 0)
            return str_of(MESSAGES[mid].text[l]);
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (struct str){0};
}

static struct str argument(struct str args, int index)
{
    struct str one = {0};

    while (index-- >= 0)
        if (!str_cut(&args, SEP[0], &one))
            return (struct str){0};
    return one;
}

static void write_template(struct buf *out, struct str text, struct str args)
{
    for (size_t i = 0; i < text.len; i++) {
        bool is_argument = text.ptr[i] == '{' && i + 2 < text.len && text.ptr[i + 2] == '}';
        if (!is_argument) {
            buf_char(out, text.ptr[i]);
            continue;
        }
        buf_str(out, argument(args, text.ptr[i + 1] - '0'));
        i += 2;
    }
}

void message_write(struct buf *out, enum locale l, struct str code, struct str args)
{
    struct str text = message_find(l, code);

    if (text.len) {
        write_template(out, text, args);
        return;
    }
    buf_str(out, code);
    for (struct str one; str_cut(&args, SEP[0], &one);)
        if (one.len)
            buf_print(out, " %.*s", STR_FMT(one));
}

/* Between two sentences; the first may have its own stop. */
static struct str stop_after(struct str sentence, enum locale l)
{
    static const char *const STOPS[] = {"。", "！", "？", ".", "!", "?", "；", ";"};

    for (size_t i = 0; i < sizeof(STOPS) / sizeof(STOPS[0]); i++)
        if (str_ends(sentence, str_of(STOPS[i])))
            return l == LOCALE_EN ? STR(" ") : STR("");
    return l == LOCALE_EN ? STR(". ") : STR("。");
}

void fault_tell(struct buf *out, enum locale l, const struct fault *f)
{
    AUTO(buf) struct buf hint = BUF(BUF_MESSAGE);

    fault_write(out, l, f);
    buf_print(&hint, "%s.hint", f->code ? f->code : "");
    if (!message_find(l, buf_view(&hint)).len)
        return;
    buf_str(out, stop_after(buf_view(out), l));
    message_write(out, l, buf_view(&hint), str_of(f->detail));
}
