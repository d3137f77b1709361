//! The service's own words around what members and the secretariat write, in the six languages of the United Nations: in
//! mail, on the pages that its links lead to, and in the newsletter.

/// The words in one language.
pub struct Words {
    /// The language (BCP 47).
    pub language: &'static str,
    /// What it is called by those who speak it.
    pub name: &'static str,
    /// The Network's name.
    pub network: &'static str,
    /// What the newsletter is called.
    pub newsletter: &'static str,
    /// What one of its issues is called; its number follows.
    pub issue: &'static str,
    /// The sections: proceedings, member action, innovation, lessons and best practices.
    pub sections: [&'static str; 4],
    /// The contents of an issue.
    pub contents: &'static str,
    /// Before the languages that an issue is there in.
    pub languages: &'static str,
    /// Subject of the mail that asks for confirmation.
    pub confirm_subject: &'static str,
    /// The mail that asks for confirmation; `{link}` is where it is given.
    pub confirm_mail: &'static str,
    /// The question of the page behind that link, and its button.
    pub confirm: [&'static str; 2],
    /// What the page says once it is confirmed.
    pub confirmed: &'static str,
    /// The question of the page on which one unsubscribes, and its button.
    pub unsubscribe: [&'static str; 2],
    /// What the page says once one has.
    pub unsubscribed: &'static str,
    /// What the page says when nothing stands behind the link.
    pub nothing: &'static str,
    /// Why one gets the newsletter.
    pub reason: &'static str,
}

/// The words in a language, in English where there are none.
pub fn words(language: &str) -> &'static Words {
    let primary = language.split('-').next().unwrap_or_default();
    let known = ALL
        .iter()
        .find(|words| words.language.eq_ignore_ascii_case(primary));
    known.copied().unwrap_or(&ENGLISH)
}

/// What a language is called by those who speak it, or its tag where that is not known.
pub fn name(language: &str) -> &str {
    let known = words(language);
    if known.language.eq_ignore_ascii_case(language) {
        known.name
    } else {
        language
    }
}

/// The direction in which a language is written, as HTML says it.
pub fn direction(language: &str) -> &'static str {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    let right_to_left = match script.as_deref() {
        Some(script) => matches!(
            script,
            "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg" | "samr" | "mand"
        ),
        None => matches!(
            primary.as_str(),
            "ar" | "arc"
                | "azb"
                | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "iw"
                | "ks"
                | "lrc"
                | "mzn"
                | "nqo"
                | "pnb"
                | "prs"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if right_to_left { "rtl" } else { "ltr" }
}

const ENGLISH: Words = Words {
    language: "en",
    name: "English",
    network: "Women, Peace and Security Focal Points Network",
    newsletter: "Newsletter",
    issue: "Issue",
    sections: [
        "Proceedings of the Network",
        "Member action",
        "Innovation in policy and practice",
        "Lessons and best practices",
    ],
    contents: "Contents",
    languages: "Also in",
    confirm_subject: "Please confirm: the newsletter of the Women, Peace and Security Focal Points Network",
    confirm_mail: "Someone, probably you, asked for the newsletter of the Women, Peace and Security Focal Points Network to be sent to this address.\n\nTo get it, open this page and confirm:\n\n{link}\n\nIf it was not you, you need not do anything: without your confirmation nothing is sent, and your address is forgotten within a week.\n",
    confirm: ["Do you want to get the newsletter by mail?", "Yes, send it to me"],
    confirmed: "Thank you. You will get the next issue. Every issue has a link with which to unsubscribe.",
    unsubscribe: ["Do you no longer want to get the newsletter?", "Unsubscribe"],
    unsubscribed: "You are no longer subscribed, and your address is erased.",
    nothing: "No subscription stands behind this link. It may have ended already, or the link is incomplete.",
    reason: "You get this newsletter because you asked for it.",
};

const FRENCH: Words = Words {
    language: "fr",
    name: "Français",
    network: "Réseau de points focaux pour les femmes, la paix et la sécurité",
    newsletter: "Lettre d’information",
    issue: "Numéro",
    sections: [
        "Travaux du Réseau",
        "Action des membres",
        "Innovation dans les politiques et la pratique",
        "Enseignements et pratiques exemplaires",
    ],
    contents: "Sommaire",
    languages: "Existe aussi en",
    confirm_subject: "À confirmer : la lettre d’information du Réseau de points focaux pour les femmes, la paix et la sécurité",
    confirm_mail: "Quelqu’un, sans doute vous, a demandé que la lettre d’information du Réseau de points focaux pour les femmes, la paix et la sécurité soit envoyée à cette adresse.\n\nPour la recevoir, ouvrez cette page et confirmez :\n\n{link}\n\nSi ce n’était pas vous, vous n’avez rien à faire : sans votre confirmation, rien ne sera envoyé, et votre adresse sera oubliée dans la semaine.\n",
    confirm: [
        "Voulez-vous recevoir la lettre d’information par courriel ?",
        "Oui, envoyez-la-moi",
    ],
    confirmed: "Merci. Vous recevrez le prochain numéro. Chaque numéro contient un lien pour se désabonner.",
    unsubscribe: [
        "Ne voulez-vous plus recevoir la lettre d’information ?",
        "Se désabonner",
    ],
    unsubscribed: "Vous n’êtes plus abonné, et votre adresse est effacée.",
    nothing: "Aucun abonnement ne correspond à ce lien. Il a peut-être déjà pris fin, ou le lien est incomplet.",
    reason: "Vous recevez cette lettre parce que vous l’avez demandée.",
};

const SPANISH: Words = Words {
    language: "es",
    name: "Español",
    network: "Red de Puntos Focales sobre las Mujeres, la Paz y la Seguridad",
    newsletter: "Boletín",
    issue: "Número",
    sections: [
        "Actuaciones de la Red",
        "Acción de los miembros",
        "Innovación en las políticas y la práctica",
        "Lecciones y mejores prácticas",
    ],
    contents: "Índice",
    languages: "También en",
    confirm_subject: "Confirme, por favor: el boletín de la Red de Puntos Focales sobre las Mujeres, la Paz y la Seguridad",
    confirm_mail: "Alguien, probablemente usted, pidió que el boletín de la Red de Puntos Focales sobre las Mujeres, la Paz y la Seguridad se envíe a esta dirección.\n\nPara recibirlo, abra esta página y confirme:\n\n{link}\n\nSi no fue usted, no tiene que hacer nada: sin su confirmación no se envía nada, y su dirección se olvida en una semana.\n",
    confirm: [
        "¿Quiere recibir el boletín por correo electrónico?",
        "Sí, envíenmelo",
    ],
    confirmed: "Gracias. Recibirá el próximo número. Cada número contiene un enlace para darse de baja.",
    unsubscribe: ["¿Ya no quiere recibir el boletín?", "Darse de baja"],
    unsubscribed: "Ya no está suscrito y su dirección se ha borrado.",
    nothing: "No hay ninguna suscripción tras este enlace. Puede que ya haya terminado, o que el enlace esté incompleto.",
    reason: "Recibe este boletín porque lo pidió.",
};

const ARABIC: Words = Words {
    language: "ar",
    name: "العربية",
    network: "شبكة جهات التنسيق المعنية بالمرأة والسلام والأمن",
    newsletter: "الرسالة الإخبارية",
    issue: "العدد",
    sections: [
        "أعمال الشبكة",
        "إجراءات الأعضاء",
        "الابتكار في السياسات والممارسة",
        "الدروس المستفادة وأفضل الممارسات",
    ],
    contents: "المحتويات",
    languages: "متاح أيضا باللغات",
    confirm_subject: "يرجى التأكيد: الرسالة الإخبارية لشبكة جهات التنسيق المعنية بالمرأة والسلام والأمن",
    confirm_mail: "طلب شخص ما، وربما أنتم، إرسال الرسالة الإخبارية لشبكة جهات التنسيق المعنية بالمرأة والسلام والأمن إلى هذا العنوان.\n\nلتلقيها، افتحوا هذه الصفحة وأكدوا الطلب:\n\n{link}\n\nإن لم يكن الطلب منكم فلا يلزمكم فعل شيء: لن يرسل شيء دون تأكيدكم، وسيمحى عنوانكم في غضون أسبوع.\n",
    confirm: [
        "هل تريدون تلقي الرسالة الإخبارية بالبريد الإلكتروني؟",
        "نعم، أرسلوها إليّ",
    ],
    confirmed: "شكرا. ستتلقون العدد القادم. وفي كل عدد رابط لإلغاء الاشتراك.",
    unsubscribe: ["ألم تعودوا تريدون تلقي الرسالة الإخبارية؟", "إلغاء الاشتراك"],
    unsubscribed: "ألغي اشتراككم ومحي عنوانكم.",
    nothing: "لا يوجد اشتراك وراء هذا الرابط. ربما انتهى الاشتراك، أو أن الرابط غير كامل.",
    reason: "تتلقون هذه الرسالة الإخبارية لأنكم طلبتموها.",
};

const RUSSIAN: Words = Words {
    language: "ru",
    name: "Русский",
    network: "Сеть координаторов по вопросам женщин и мира и безопасности",
    newsletter: "Информационный бюллетень",
    issue: "Выпуск",
    sections: [
        "Работа Сети",
        "Деятельность членов",
        "Новое в политике и практике",
        "Уроки и передовая практика",
    ],
    contents: "Содержание",
    languages: "Также на языках",
    confirm_subject: "Пожалуйста, подтвердите: бюллетень Сети координаторов по вопросам женщин и мира и безопасности",
    confirm_mail: "Кто-то, вероятно вы, попросил присылать на этот адрес информационный бюллетень Сети координаторов по вопросам женщин и мира и безопасности.\n\nЧтобы получать его, откройте эту страницу и подтвердите:\n\n{link}\n\nЕсли это были не вы, ничего делать не нужно: без вашего подтверждения ничего не будет отправлено, а адрес будет удален в течение недели.\n",
    confirm: [
        "Хотите получать бюллетень по электронной почте?",
        "Да, присылайте",
    ],
    confirmed: "Спасибо. Вы получите следующий выпуск. В каждом выпуске есть ссылка для отказа от подписки.",
    unsubscribe: ["Больше не хотите получать бюллетень?", "Отказаться от подписки"],
    unsubscribed: "Подписка прекращена, ваш адрес удален.",
    nothing: "По этой ссылке нет подписки. Возможно, она уже прекращена или ссылка неполная.",
    reason: "Вы получаете этот бюллетень, потому что подписались на него.",
};

const CHINESE: Words = Words {
    language: "zh",
    name: "中文",
    network: "妇女与和平与安全协调人网络",
    newsletter: "通讯",
    issue: "期号",
    sections: ["网络活动", "成员行动", "政策与实践创新", "经验教训和最佳做法"],
    contents: "目录",
    languages: "其他语文",
    confirm_subject: "请确认：妇女与和平与安全协调人网络通讯",
    confirm_mail: "有人（可能是您）请求将妇女与和平与安全协调人网络的通讯发送到此地址。\n\n如要接收，请打开此页面并确认：\n\n{link}\n\n如果不是您本人，则无需任何操作：未经您确认，我们不会发送任何内容，您的地址将在一周内删除。\n",
    confirm: ["您想通过电子邮件接收通讯吗？", "是，请发送给我"],
    confirmed: "谢谢。您将收到下一期。每期都有退订链接。",
    unsubscribe: ["您不想再接收通讯吗？", "退订"],
    unsubscribed: "您已退订，您的地址已删除。",
    nothing: "此链接没有对应的订阅。订阅可能已经结束，或链接不完整。",
    reason: "您收到此通讯是因为您订阅了它。",
};

/// Every language that there are words in.
const ALL: [&Words; 6] = [&ENGLISH, &FRENCH, &SPANISH, &ARABIC, &RUSSIAN, &CHINESE];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_words_are_found() {
        for (language, expected) in [
            ("fr-CA", "fr"),
            ("AR", "ar"),
            ("zh-Hant", "zh"),
            ("pt", "en"),
            ("", "en"),
        ] {
            assert_eq!(words(language).language, expected, "{language}");
        }
        for all in ALL {
            assert!(all.confirm_mail.contains("{link}"), "{}", all.language);
        }
    }

    #[test]
    fn a_language_has_its_direction() {
        for (language, expected) in [
            ("ar", "rtl"),
            ("fa-IR", "rtl"),
            ("uz-Arab", "rtl"),
            ("ur-Latn", "ltr"),
            ("en", "ltr"),
            ("ku-Arab-IQ", "rtl"),
        ] {
            assert_eq!(direction(language), expected, "{language}");
        }
    }
}
