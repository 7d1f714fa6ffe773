"""Words by which a text shows that it speaks of something, in the six languages of the interface.

Each is the beginning of a word, in small letters; in Arabic and Chinese it may stand anywhere. A text in another
language is not judged by words.
"""

PEOPLE: dict[str, tuple[str, ...]] = {
    "en": ("people", "person", "migrant", "worker", "wom", "men", "child", "famil", "student", "refugee", "returnee",
           "household", "communit", "participant", "beneficiar", "young", "youth", "victim", "survivor", "officer"),
    "fr": ("personne", "migrant", "travailleu", "femme", "homme", "enfant", "famille", "étudiant", "réfugié", "ménage",
           "communaut", "participant", "bénéficiaire", "jeune", "victime", "survivant", "agent"),
    "es": ("persona", "migrante", "trabajador", "mujer", "hombre", "niñ", "famili", "estudiante", "refugiad", "hogar",
           "comunidad", "participante", "beneficiari", "joven", "jóven", "víctima", "sobrevivient", "funcionari"),
    "ar": ("شخص", "أشخاص", "مهاجر", "عامل", "عمال", "نساء", "امرأة", "رجال", "طفل", "أطفال", "أسر", "طالب", "طلاب",
           "لاجئ", "مجتمع", "مشارك", "مستفيد", "شباب", "ضحايا", "ناج", "موظف"),
    "ru": ("человек", "люд", "мигрант", "работник", "женщин", "мужчин", "дет", "ребен", "ребён", "семь", "семей",
           "студент", "беженц", "домохозяйств", "общин", "участник", "молод", "жертв", "пострадавш", "сотрудник"),
    "zh": ("人", "移民", "妇女", "女性", "儿童", "家庭", "学生", "难民", "社区", "青年", "官员"),
}  # fmt: skip

GENDER: dict[str, tuple[str, ...]] = {
    "en": ("wom", "gender", "girl", "female", "mother"),
    "fr": ("femme", "genre", "fille", "fémin", "mère"),
    "es": ("mujer", "género", "niña", "femenin", "madre"),
    "ar": ("نساء", "امرأة", "المرأة", "فتيات", "فتاة", "جنسين", "جنساني", "أمهات"),
    "ru": ("женщин", "женск", "гендер", "девоч", "девуш", "матер"),
    "zh": ("妇女", "女性", "性别", "女童", "女孩", "母亲"),
}

CHILDREN: dict[str, tuple[str, ...]] = {
    "en": ("child", "minor", "girl", "boy", "adolescent", "infant", "school"),
    "fr": ("enfant", "mineur", "fille", "garçon", "adolescent", "école", "scolair"),
    "es": ("niñ", "menor", "adolescen", "infan", "escuela", "escolar"),
    "ar": ("طفل", "أطفال", "قاصر", "قصر", "مراهق", "مدرس"),
    "ru": ("дет", "ребен", "ребён", "несовершеннолет", "подрост", "школ"),
    "zh": ("儿童", "未成年", "孩子", "少年", "学校"),
}

EVALUATION: dict[str, tuple[str, ...]] = {
    "en": ("evaluat", "survey", "assess", "audit", "study", "studies"),
    "fr": ("évalu", "enquête", "étude", "audit", "sondage"),
    "es": ("evalua", "encuesta", "estudio", "auditor"),
    "ar": ("تقييم", "استقصاء", "دراسة", "استطلاع", "مراجعة"),
    "ru": ("оцен", "опрос", "исследован", "аудит", "проверк"),
    "zh": ("评估", "评价", "调查", "研究", "审计"),
}

WITHOUT_BOUNDS = ("ar", "zh")
"""Here a word may begin anywhere: behind an article, or without any space."""
