"""Words so common that they find nothing by themselves; they count only when nothing else was typed."""

_WORDS = {
    "en": """
        a about all an and any are as at be been but by can did do does for from had has have how i if in
        into is it its me my no not of on or our s so such than that the their them there these they this
        to was we were what when where which who why will with would you your
    """,
    "fr": """
        a au aux avec c ce ces cette comment d dans de des du elle en est et eux il ils j je l la le les
        leur leurs lui m ma mais meme mes n ne nos notre nous on ou par pas pour qu quand que quel quelle
        quels quelles qui quoi s sa sans se ses son sont sur t ta te tes ton tu un une vos votre vous y
    """,
    "es": """
        a al como con cual cuando cuales de del donde el ella ellas ellos en entre era es esa ese eso esta
        este esto estos estas fue ha han hay la las le les lo los mas me mi muy ni no nos o para pero por
        porque que quien se ser si sin sobre son su sus te tu u un una uno unos unas y ya yo
    """,
    "ru": """
        а без был была были было быть в вам вас во вот все вы где да для до его ее если есть еще же за и
        из или им их к как ко когда кто ли мы на над не нет ни но о об он она они от по под при с со так
        то тоже только у уже что чтобы эта эти это этот я
    """,
    "ar": """
        في من علي عن الي مع هذا هذه ذلك تلك التي الذي الذين ان او و ثم قد لقد كان كانت هو هي هم ما لا لم
        لن كل بين بعد قبل حتي اذا كيف اين متي كما عند غير
    """,
    "zh": "的 了 和 是 在 与 及 或 也 就 都 而 为 被 对 有 这 那",
}
_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def is_stop_word(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a folded `word` is one in any of `languages`."""
    return any(word in _BY_LANGUAGE.get(language, ()) for language in languages)
