#include "access/invitation_letter.hpp"

#include "base/text.hpp"

namespace dimona::access {

namespace {

using domain::Language;
using domain::Texts;

// In the order of domain::Language: nl, fr, de, en.
const Texts subjects = {"Dimona: uw toegang voor {enterprise}", "Dimona : votre accès pour {enterprise}",
                        "Dimona: Ihr Zugang für {enterprise}", "Dimona: your access for {enterprise}"};

const Texts for_representatives = {
    "U wordt uitgenodigd als wettelijke vertegenwoordiger van {enterprise}. U duidt de hoofdtoegangsbeheerder aan.",
    "Vous êtes invité en tant que représentant légal de {enterprise}. Vous désignez le gestionnaire d'accès principal.",
    "Sie sind als gesetzlicher Vertreter von {enterprise} eingeladen. Sie bestimmen den Hauptzugangsverwalter.",
    "You are invited as legal representative of {enterprise}. You name the main access manager."};
const Texts for_main_managers = {"U wordt uitgenodigd als hoofdtoegangsbeheerder van {enterprise}.",
                                 "Vous êtes invité comme gestionnaire d'accès principal de {enterprise}.",
                                 "Sie sind als Hauptzugangsverwalter von {enterprise} eingeladen.",
                                 "You are invited as main access manager of {enterprise}."};
const Texts for_managers = {"U wordt uitgenodigd als toegangsbeheerder van {enterprise}.",
                            "Vous êtes invité comme gestionnaire d'accès de {enterprise}.",
                            "Sie sind als Zugangsverwalter von {enterprise} eingeladen.",
                            "You are invited as access manager of {enterprise}."};
const Texts for_users = {"U wordt uitgenodigd om Dimona te gebruiken voor {enterprise}.",
                         "Vous êtes invité à utiliser Dimona pour {enterprise}.",
                         "Sie sind eingeladen, Dimona für {enterprise} zu benutzen.",
                         "You are invited to use Dimona for {enterprise}."};

const Texts bodies = {
    "Goedendag,\n\n{what}\n\nOpen deze link, kies een wachtwoord en stel uw authenticatie-app in:\n{link}\n\n"
    "De link geldt één keer en zeven dagen. Verwachtte u deze brief niet? Dan hoeft u niets te doen.\n",
    "Bonjour,\n\n{what}\n\nOuvrez ce lien, choisissez un mot de passe et configurez votre application "
    "d'authentification :\n{link}\n\n"
    "Le lien est valable une fois, pendant sept jours. Vous n'attendiez pas cette lettre ? Alors ne faites rien.\n",
    "Guten Tag,\n\n{what}\n\nÖffnen Sie diesen Link, wählen Sie ein Passwort und richten Sie Ihre "
    "Authentifizierungs-App ein:\n{link}\n\n"
    "Der Link gilt einmal und sieben Tage lang. Haben Sie diesen Brief nicht erwartet? Dann tun Sie nichts.\n",
    "Good day,\n\n{what}\n\nOpen this link, choose a password and set up your authenticator app:\n{link}\n\n"
    "The link holds once, for seven days. You did not expect this letter? Then do nothing.\n"};

const Texts& reason_of(const Grant& grant) {
    if (grant.represents) return for_representatives;
    if (grant.role == Role::main_manager) return for_main_managers;
    return is_manager(grant.role) ? for_managers : for_users;
}

}  // namespace

registry::Letter invitation_letter(const Invitation& invitation, const std::string& link) {
    const auto language = static_cast<std::size_t>(invitation.language);
    const std::vector<Placeholder> enterprise = {{"enterprise", invitation.enterprise_name}};
    return {.to = invitation.login,
            .subject = fill_in(subjects[language], enterprise),
            .text = fill_in(bodies[language],
                            {{"what", fill_in(reason_of(invitation.grant)[language], enterprise)}, {"link", link}})};
}

}  // namespace dimona::access
