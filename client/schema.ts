/** Types of the API, made from its OpenAPI description: UPDATE=1 npx vitest run apps/server/openapi.test.ts */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 200 when the server is ready */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device_authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RFC 8628 §3.1: a device asks for a code to show */
        post: operations["deviceAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RFC 8628 §3.4: the device asks whether it was approved */
        post: operations["token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which device waits behind a code, to be looked at before approving it */
        get: operations["previewPairing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{code}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the waiting device into the household of the calling one */
        post: operations["approvePairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/households/{household}/pairings/{code}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the waiting device into a household, as the operator */
        post: operations["approvePairingFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calling device, its household, profile and place */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may watch on the calling device: say one of them in the header Duoping-Profile of other calls */
        get: operations["profiles"];
        put?: never;
        /** Adds somebody who watches here; at most 8 a household */
        post: operations["addProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The home page: rails of titles that may be shown on this screen, here and now */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/{work}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One title, or why it may not be shown here */
        get: operations["title"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artwork/{work}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture that a listing linked to; the link ends with the right to list the title */
        get: operations["artwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{profile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a profile and its places in films; what it plays ends. The last one stays */
        delete: operations["removeProfile"];
        options?: never;
        head?: never;
        /** Calls a profile otherwise */
        patch: operations["renameProfile"];
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles by name, pinyin, first letters or keypad digits, of those that may be shown here and now */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start to play a title on the calling device */
        post: operations["startPlay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was watched since the last heartbeat; renews the lease, or says why the play has ended */
        post: operations["renewPlay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop, with what was watched last */
        post: operations["stopPlay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/stop-elsewhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop what another screen of the household plays, to free its stream */
        post: operations["stopElsewhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** manifest.mpd (DASH), master.m3u8 and its media playlists (HLS), filtered to what was allowed */
        get: operations["manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** W3C ClearKey license for the tracks of a running, permitted play */
        post: operations["clearKeyLicense"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/keys/{kid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One content key, 16 raw bytes, for HLS with KEYFORMAT="identity" */
        get: operations["identityKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/household/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the screens of the calling device’s household play now, and what may go on here */
        get: operations["householdPlays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The household’s other screens, and which of them may take the play over */
        get: operations["screensForPlay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a running play to another screen of the household, which is asked to go on with it */
        post: operations["offerPlay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What other screens want the calling one to do with its play, or why that has ended */
        get: operations["ordersFor"];
        put?: never;
        /** Steer what another screen of the household plays; said again with the same id, it counts once */
        post: operations["steerPlay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{asset}/{track}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file of a packaged asset, by the media token that the play was lent */
        get: operations["segment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries, the newest first */
        get: operations["listDeliveries"];
        put?: never;
        /** Open a delivery of one partner */
        post: operations["openDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch a delivery from listed addresses, one file each; it waits for review */
        post: operations["pullDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/files/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send one file of a delivery */
        put: operations["receiveFile"];
        /** Begin a resumable upload of one file of a delivery */
        post: operations["beginUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a delivery comes to, without its lines */
        get: operations["getReview"];
        put?: never;
        /** Read a delivery and say what applying it would change; changes nothing */
        post: operations["reviewDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a delivery, whole or not at all */
        post: operations["applyDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an applied delivery back: what was before it stands again; nothing is deleted */
        post: operations["rollBackDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with its findings and its difference */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to a delivery, when and why; and which later deliveries stand on it */
        get: operations["deliveryHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give an upload up */
        delete: operations["cancelUpload"];
        options?: never;
        head?: never;
        /** Send the next piece of an upload */
        patch: operations["continueUpload"];
        trace?: never;
    };
    "/api/deliveries/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of one delivered file as the partner sees them, with what was found in each */
        get: operations["getDeliveredRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What viewers will see appear, disappear and change, by screen and territory */
        get: operations["getDiffLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that overrides grants just now */
        get: operations["listWithdrawals"];
        put?: never;
        /** Withdraw a title, a contract or a partner: gone from every list at once, running plays end */
        post: operations["withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/withdrawals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lift a withdrawal; that it was in force stays on record */
        delete: operations["liftWithdrawal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May this be done with this title, and why: every grant, what it fails, and its place in the delivery */
        get: operations["explainRights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Takedown cases, the newest first */
        get: operations["listTakedowns"];
        put?: never;
        /** Open a takedown case from a notice; removes at once where that is asked for and the notice is complete */
        post: operations["openTakedown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One takedown case with its clocks */
        get: operations["getTakedown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do or note the next thing: remove, forward, counter-notice, suit, restore, close */
        post: operations["actOnTakedown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which nodes and which plays followed a removal, and when */
        get: operations["takedownRemoval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed proof of a takedown: who, when, which nodes and devices followed */
        get: operations["takedownProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What authorities must approve, and what they have */
        get: operations["listClearances"];
        put?: never;
        /** Records that an authority must approve titles, that it approves one, or stops it */
        post: operations["recordClearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearances/titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles that an authority must approve, in their order, a page of them: what waits, is approved or stopped */
        get: operations["listClearanceTitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearances/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything recorded about one title for one authority, the latest first: what, who, when */
        get: operations["clearanceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an authority its own key, once and before it stops anything: hand it over, only with it a stop is lifted */
        post: operations["giveAuthorityKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["currentAccount"];
        put?: never;
        /** Sign in by e-mail and password */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one’s own password; ends all other sessions */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who may sign in */
        get: operations["listAccounts"];
        put?: never;
        /** Let somebody sign in; the password is told this once */
        post: operations["addAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new password, told this once; ends all sessions */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Somebody may no longer sign in; ends all sessions */
        delete: operations["removeAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles of the catalog with the partners that offer them */
        get: operations["listWorks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For each title, what may be streamed when */
        get: operations["rightsCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Media of each title and how far its packaging is */
        get: operations["listMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/content-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The content plans: envelopes and commitments */
        get: operations["listContentPlans"];
        put?: never;
        /** State the content plan: envelopes and commitments, in whole minor units */
        post: operations["saveContentPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The contracts under which anything is granted now, with their partners */
        get: operations["rightsSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would open and close, month by month, without contracts or partners, or with a delivery applied */
        post: operations["whatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was allowed as known then and is not as known now: titles with their time, and what was watched */
        post: operations["rightsExposure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims of two partners on one title, in the places and at the time that both hold */
        get: operations["rightsConflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calling partner’s deliveries */
        get: operations["listOwnDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its findings and what it changed */
        get: operations["getOwnDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles that may be streamed now and end soon, the next one first */
        get: operations["endingSoon"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/delivered/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries of a partner that brought this file, the newest first */
        get: operations["deliveredIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest signed checkpoint of the log of receipts (C2SP tlog-checkpoint) */
        get: operations["evidenceCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key that checkpoints are signed with, as a C2SP verifier key: keep it, and ask for it once */
        get: operations["evidenceKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/proofs/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that a receipt stands in the log (RFC 6962), by its leaf index or its own id */
        get: operations["evidenceInclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that the log only grew between two sizes (RFC 6962) */
        get: operations["evidenceConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an evidence folder begins with: a checkpoint that vouches for the statements too */
        get: operations["exportEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves of the log, one a line, at most 5000 at a time */
        get: operations["evidenceLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/contracts/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contract version in the bytes that leaves name by their hash */
        get: operations["evidenceContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/deliveries/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A partner's file as it was delivered, by its hash */
        get: operations["evidenceDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/statements/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement in the bytes that an exported checkpoint vouches for */
        get: operations["evidenceStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said of events and when, the newest first */
        get: operations["listEvents"];
        put?: never;
        /** Say when an event happens, or take it back: what hangs on it follows */
        post: operations["sayEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/suppose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What saying it would open, close and change; says nothing */
        post: operations["supposeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clauses that wait for an event, by partner and title */
        get: operations["listWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a partner, or rename it */
        put: operations["putPartner"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All partners */
        get: operations["listPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a version of a contract: nothing is granted beyond it from now on, whenever it was delivered */
        post: operations["addContract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Zone and currency of the books, their months, and what stands on each account */
        get: operations["getBooks"];
        /** State the zone and the currency of the books; both are fixed once a month is closed */
        put: operations["stateBooks"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a month that is over, preview one that is not; a closed month answers as it was closed */
        post: operations["settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements of closed months, without their agreements */
        get: operations["listStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements/{period}/{partner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement as it was closed */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements/{period}/{partner}/files/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement as a file: its canonical JSON, a workbook, or paper */
        get: operations["statementFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements/{period}/{partner}/lines/{line}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A line of a statement with the receipts it adds up, a page at a time */
        get: operations["openStatementLine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/books/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal of a closed month: entries whose postings add up to nothing */
        get: operations["getJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/content-plans/{id}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A content plan with what has come of it */
        get: operations["planReturns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was watched of the calling partner’s titles in a month: by day, screen and title */
        get: operations["ownAudience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calling partner’s statements of closed months, the newest first, without their agreements */
        get: operations["listOwnStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/statements/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its lines */
        get: operations["getOwnStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/statements/{period}/files/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them as a file: its canonical JSON, a workbook, or paper */
        get: operations["ownStatementFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ErrorInput: {
            error: {
                /** @description A stable word; docs/errors.md lists them */
                reason: string;
                reasons?: string[];
                detail?: string;
                until?: string | null;
                others?: {
                    playId: string;
                    deviceName: string;
                    title: string;
                }[];
            };
        };
        CardInput: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
        };
        HomeInput: {
            rails: {
                id: string;
                title: string;
                cards: components["schemas"]["CardInput"][];
            }[];
            /** @description The first instant at which this page could look different */
            until: string | null;
        };
        TitleInput: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
            audioLanguages: string[];
            subtitleLanguages: string[];
            positionSeconds: number;
            credits: string | null;
            licenseTypes: string[];
            /** @description All episodes of its series that may be shown; empty of a single film */
            seasons: {
                number: number | null;
                episodes: components["schemas"]["CardInput"][];
            }[];
            /** @description The episode to go on with after this one */
            next: components["schemas"]["CardInput"] | null;
        };
        FindingInput: {
            file: string;
            /** @enum {string} */
            severity: "error" | "warning" | "notice";
            code: string;
            message: string;
            where: {
                [key: string]: string | number;
            };
            value?: string;
        };
        GrantLineInput: {
            alid: string;
            title: string;
            licenseType: string;
            formatProfile: string;
            territories: string;
            screens: string[];
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            start: string;
            end: string | null;
        };
        HoldInput: {
            /** @constant */
            kind: "exception-flag";
            alids: string[];
        } | {
            /** @constant */
            kind: "issued-earlier";
            alids: string[];
        } | {
            /** @constant */
            kind: "end-unproven";
            files: string[];
        } | {
            /** @constant */
            kind: "drop";
            lost: number;
            known: number;
            limitPercent: number;
        };
        DeliveryInput: {
            id: string;
            partner: string;
            name: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            /** @enum {string} */
            status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            files: {
                name: string;
                sha256: string;
                sizeBytes: number;
            }[];
            report: {
                findings: components["schemas"]["FindingInput"][];
                counts: {
                    errors: number;
                    warnings: number;
                    notices: number;
                };
                clauses: number;
                grants: number;
                diff: {
                    appears: components["schemas"]["GrantLineInput"][];
                    disappears: components["schemas"]["GrantLineInput"][];
                    changes: {
                        before: components["schemas"]["GrantLineInput"];
                        after: components["schemas"]["GrantLineInput"];
                    }[];
                    unchanged: number;
                    conflicts: {
                        line: components["schemas"]["GrantLineInput"];
                        partner: string;
                        contract: string;
                        theirs: components["schemas"]["GrantLineInput"];
                    }[];
                };
                /** @description Why it waits for a person, though nothing in it is wrong */
                holds: components["schemas"]["HoldInput"][];
            } | null;
        };
        DeliveryReviewInput: {
            id: string;
            partner: string;
            name: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            /** @enum {string} */
            status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            files: {
                name: string;
                sha256: string;
                sizeBytes: number;
            }[];
            review: {
                counts: {
                    errors: number;
                    warnings: number;
                    notices: number;
                };
                diff: {
                    appears: number;
                    disappears: number;
                    changes: number;
                    conflicts: number;
                    unchanged: number;
                };
                holds: components["schemas"]["HoldInput"][];
                places: {
                    screen: string;
                    territory: string;
                    counts: {
                        appear: number;
                        disappear: number;
                        change: number;
                        conflict: number;
                    };
                }[];
                /** @description Findings of a file as a whole */
                unplaced: components["schemas"]["FindingInput"][];
            } | null;
        };
        DeliveredRowsInput: {
            sheets: {
                name: string;
                rows: number;
                found: number;
            }[];
            sheet: string;
            columns: string[];
            total: number;
            rows: {
                number: number;
                cells: string[];
                findings: {
                    /** @enum {string} */
                    severity: "error" | "warning" | "notice";
                    code: string;
                    message: string;
                    cell: number | null;
                }[];
            }[];
        };
        DiffLinesInput: {
            total: number;
            lines: {
                /** @enum {string} */
                act: "appear" | "disappear" | "change" | "conflict";
                line: components["schemas"]["GrantLineInput"];
                other: components["schemas"]["GrantLineInput"] | null;
                partner: string | null;
            }[];
        };
        DeliveryHistoryInput: {
            acts: {
                /** @enum {string} */
                act: "opened" | "applied" | "rolled-back";
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                at: string;
                by: string;
                reason: string | null;
            }[];
            /** @description Later deliveries that would have to be rolled back with it */
            later: {
                id: string;
                partner: string;
                name: string;
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                receivedAt: string;
                /** @enum {string} */
                status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            }[];
        };
        StatementLineInput: {
            watchedMs: number;
            receipts: number;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            earnedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            recoupedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            payableMinor: string;
            id: string;
            watchedIn: string;
            grant: string;
            /** @description SHA-256 of the delivered file */
            delivery: string;
            place: {
                sheet: string;
                row: number;
                column?: string;
            } | {
                path: string;
                line?: number;
            };
            licenseType: string;
            work: string;
            alid: string;
            title: {
                [key: string]: string;
            };
        };
        StatementAgreementInput: {
            watchedMs: number;
            receipts: number;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            earnedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            recoupedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            payableMinor: string;
            contract: string;
            version: number;
            contractHash: string;
            shareBasisPoints: number;
            guarantee: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                amountMinor: string;
                recoupable: boolean;
                running: boolean;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedBeforeMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                unrecoupedMinor: string;
            } | null;
            lines: components["schemas"]["StatementLineInput"][];
        };
        StatementInput: {
            /** @constant */
            format: "duoping-statement/1";
            /** @enum {string} */
            status: "closed" | "preview";
            illustrative: boolean;
            period: {
                id: string;
                zone: string;
                start: string;
                end: string;
            };
            partner: {
                id: string;
                name: string;
                names: {
                    [key: string]: string;
                };
            };
            currency: string;
            pool: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                chargedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                refundedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                carriedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                revenueMinor: string;
                payments: number;
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                keptMinor: string;
            };
            agreements: components["schemas"]["StatementAgreementInput"][];
            totals: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
            };
            /** @description The log of receipts that the figures come from */
            checkpoint: {
                size: number;
                root: string;
            } | null;
            inputs: {
                journal: string | null;
                payments: string;
                leavesBefore: number | null;
                /** @description Leaves before that index which count as late all the same */
                leftOut?: number[];
            };
        };
        BooksInput: {
            zone: string;
            currency: string;
        };
        SettledInput: {
            period: string;
            /** @enum {string} */
            status: "closed" | "preview";
            statements: components["schemas"]["StatementInput"][];
        };
        ReceiptInput: {
            id: string;
            play: string;
            sequence: number;
            /** @description A pseudonym */
            household: string;
            device: string;
            model: string;
            screen: string;
            territory: string;
            work: string;
            alid: string;
            partner: string;
            contract: string;
            contractVersion: number;
            delivery: string;
            place: {
                sheet: string;
                row: number;
                column?: string;
            } | {
                path: string;
                line?: number;
            };
            grant: string;
            epoch: number;
            licenseType: string;
            entitlement: string;
            keyIssue: string;
            intervals: number[][];
            watchedMs: number;
            from: number;
            to: number;
        };
        OpenedLineInput: {
            contract: string;
            version: number;
            line: components["schemas"]["StatementLineInput"];
            receipts: components["schemas"]["ReceiptInput"][];
            /** @description What to ask for as `after`; null at the end */
            next: string | null;
        };
        TakedownCaseInput: {
            id: string;
            /** @enum {string} */
            state: "incomplete" | "open" | "removed" | "countered" | "suit" | "restored" | "closed";
            /** @enum {string} */
            regime: "dmca" | "cn-468" | "order" | "contract";
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            channel: string;
            notice: {
                party: {
                    name: string;
                    contact: string;
                    address: string;
                    authority: string;
                };
                subject: string;
                locations: string[];
                evidence: string[];
                attestations: {
                    [key: string]: string;
                };
            };
            counter: {
                party: {
                    name: string;
                    contact: string;
                    address: string;
                    authority: string;
                };
                subject: string;
                locations: string[];
                evidence: string[];
                attestations: {
                    [key: string]: string;
                };
            } | null;
            scope: {
                works: {
                    work: string;
                    title: string;
                }[];
                partner: string | null;
                contract: string | null;
                territories: string[] | null;
                screens: string[] | null;
            };
            missing: ("signature" | "good-faith" | "accuracy" | "mistake" | "jurisdiction" | "name" | "contact" | "address" | "subject" | "locations" | "evidence")[];
            deadlines: {
                /** @enum {string} */
                what: "remove" | "forward" | "forward-counter" | "restore" | "complete";
                from: string | null;
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                by: string;
                met: string | null;
            }[];
            acts: {
                /** @enum {string} */
                act: "opened" | "removed" | "forwarded" | "published" | "countered" | "counter-forwarded" | "suit-filed" | "restored" | "closed";
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                at: string;
                by: string;
                detail: string;
            }[];
            /** @description A case of the same claimant that ended in a restoral */
            earlier: string | null;
        };
        PartnerInput: {
            id: string;
            name: string;
            names: {
                [key: string]: string;
            };
            illustrative: boolean;
        };
        EventInput: {
            id: string;
            /** @enum {string} */
            kind: "Theatrical" | "Broadcast" | "Completed" | "ESTStart";
            partner: string | null;
            alid: string | null;
            work: string | null;
            title: string;
            territory: string;
            at: string | null;
            by: string;
            note: string;
            /**
             * @description When it was said
             * @example 2026-11-22T12:00:00Z
             */
            knownFrom: string;
        };
        WaitingClauseInput: {
            grant: string;
            partner: string;
            alid: string;
            work: string;
            title: string;
            contract: string;
            licenseType: string;
            formatProfile: string;
            territories: {
                include: string[];
                exclude: string[];
            };
            screens: string[];
            waits: {
                /** @description As the row writes it */
                event: string;
                lag: string | null;
                /** @description True: it is granted now, and its end waits */
                end: boolean;
            }[];
            /**
             * @description Since when it is known to wait
             * @example 2026-11-22T12:00:00Z
             */
            since: string;
            /** @description SHA-256 of the delivered file */
            delivery: string;
            place: {
                [key: string]: string | number;
            };
        };
        HouseholdPlayInput: {
            id: string;
            work: string;
            title: string;
            deviceId: string;
            deviceName: string;
            /** @enum {string} */
            screen: "stb" | "tv" | "phone" | "tablet" | "web";
            /** @description Is it the calling screen that plays it? */
            here: boolean;
            /** @description Another screen sent it to the calling one */
            offered: boolean;
            moving: boolean;
            positionSeconds: number;
            durationSeconds: number;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            since: string;
            /** @description Why it could not go on at that screen, a word of docs/errors.md; null when it could */
            refused: string | null;
        };
        PlanReturnsInput: {
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            budgetMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            committedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            paidMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            dueMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            freeMinor: string;
            id: string;
            name: {
                [key: string]: string;
            };
            currency: string;
            source: string;
            /** @description What returns are in; null while no books are stated */
            booksCurrency: string | null;
            /** @description Months counted as they stand now, being not closed */
            preview: string[];
            /** @description What keeps a month from being counted */
            trouble: {
                reason: string;
                detail: string;
            } | null;
            pool: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                revenueMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                keptMinor: string;
                watchedMs: number;
            };
            envelopes: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                budgetMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                committedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                paidMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                dueMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                freeMinor: string;
                id: string;
                name: {
                    [key: string]: string;
                };
            }[];
            partners: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
                id: string;
                name: string;
                names: {
                    [key: string]: string;
                };
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                committedMinor: string;
            }[];
            commitments: {
                id: string;
                envelope: string;
                partner: string;
                kind: string;
                date: string;
                contract: string | null;
                work: string | null;
                note: {
                    [key: string]: string;
                };
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                amountMinor: string;
                currency: string;
                source: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                paidMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                dueMinor: string;
                nextDue: string | null;
                tranches: {
                    due: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    amountMinor: string;
                    currency: string;
                    paid: boolean;
                }[];
                returns: {
                    watchedMs: number;
                    receipts: number;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    earnedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    payableMinor: string;
                };
                guarantee: {
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    amountMinor: string;
                    recoupable: boolean;
                    running: boolean;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedBeforeMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    unrecoupedMinor: string;
                } | null;
            }[];
            /** @description The oldest first */
            months: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
                period: string;
                partner: string;
                contract: string;
            }[];
        };
        OpeningInput: {
            /** @description What `dash` answers; its addresses are relative to `dash` */
            manifest: string;
            /** @description What `clearKey` answers for these tracks; absent: ask there */
            license?: {
                keys: {
                    kty: string;
                    kid: string;
                    k: string;
                }[];
                type: string;
            };
        };
        StoryboardInput: {
            /** @description A JPEG; send the media token, as for a segment */
            url: string;
            width: number;
            height: number;
            columns: number;
            rows: number;
            /** @description Tile n, row by row from 0, shows the film from n times this on */
            everySeconds: number;
        };
        PlayInput: {
            id: string;
            work: string;
            title: string;
            otherTitle: string;
            positionSeconds: number;
            durationSeconds: number;
            dash: string;
            hls: string;
            clearKey: string;
            mediaToken: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            leaseUntil: string;
            /** @description How long the lease is, for screens whose clock is wrong: count from when the request was sent */
            leaseSeconds: number;
            heartbeatSeconds: number;
            /** @description Until when this screen may go on, as things stand */
            until: string | null;
            formatProfile: string;
            maxHeight: number;
            /** @description True when the licence allows less here than the media holds */
            cappedByScreen: boolean;
            audio: {
                language: string;
                label: string;
            }[];
            text: {
                language: string;
                label: string;
            }[];
            /** @description Absent when the film has none */
            storyboard?: components["schemas"]["StoryboardInput"];
            /** @description When it was asked for */
            opening?: components["schemas"]["OpeningInput"];
        };
        LeaseInput: {
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            leaseUntil: string;
            /** @description How long the lease is, for screens whose clock is wrong: count from when the request was sent */
            leaseSeconds: number;
            mediaToken: string;
            heartbeatSeconds: number;
            until: string | null;
        };
        ProfileInput: {
            id: string;
            name: string;
            language: string;
        };
        FoundTitleInput: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
            /**
             * @description How the title was met, the best first: this is the order of the answer
             * @enum {string}
             */
            match: "exact" | "prefix" | "word" | "pinyin" | "initials" | "keypad" | "inside" | "genre";
            /** @description The syllables by which it was met; empty when as written */
            reading: string[];
        };
        AccountInput: {
            id: string;
            email: string;
            name: string;
            role: string;
            partner: string | null;
        };
        SearchAnswerInput: {
            titles: components["schemas"]["FoundTitleInput"][];
        };
        InclusionProofInput: {
            index: number;
            size: number;
            /** @description 32 bytes in base64 */
            leafHash: string;
            /** @description 32 bytes in base64 */
            root: string;
            proof: string[];
        };
        ConsistencyProofInput: {
            from: number;
            to: number;
            /** @description 32 bytes in base64 */
            fromRoot: string;
            /** @description 32 bytes in base64 */
            toRoot: string;
            proof: string[];
        };
        EvidenceExportInput: {
            size: number;
            checkpoint: string;
            statements: {
                name: string;
            }[];
        };
        AudienceInput: {
            period: string;
            zone: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            start: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            end: string;
            /** @description Months that may be asked for, the newest first */
            periods: string[];
            /** @description False: fewer households watched than may be told of */
            told: boolean;
            /** @description No figure is of fewer households */
            smallest: number;
            all: {
                watchedMs: number;
                plays: number;
                households: number;
            } | null;
            days: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
            screens: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
            titles: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
        };
        Error: {
            error: {
                /** @description A stable word; docs/errors.md lists them */
                reason: string;
                reasons?: string[];
                detail?: string;
                until?: string | null;
                others?: {
                    playId: string;
                    deviceName: string;
                    title: string;
                }[];
            };
        };
        Card: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
        };
        Home: {
            rails: {
                id: string;
                title: string;
                cards: components["schemas"]["Card"][];
            }[];
            /** @description The first instant at which this page could look different */
            until: string | null;
        };
        Title: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
            audioLanguages: string[];
            subtitleLanguages: string[];
            positionSeconds: number;
            credits: string | null;
            licenseTypes: string[];
            /** @description All episodes of its series that may be shown; empty of a single film */
            seasons: {
                number: number | null;
                episodes: components["schemas"]["Card"][];
            }[];
            /** @description The episode to go on with after this one */
            next: components["schemas"]["Card"] | null;
        };
        Finding: {
            file: string;
            /** @enum {string} */
            severity: "error" | "warning" | "notice";
            code: string;
            message: string;
            where: {
                [key: string]: string | number;
            };
            value?: string;
        };
        GrantLine: {
            alid: string;
            title: string;
            licenseType: string;
            formatProfile: string;
            territories: string;
            screens: string[];
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            start: string;
            end: string | null;
        };
        Hold: {
            /** @constant */
            kind: "exception-flag";
            alids: string[];
        } | {
            /** @constant */
            kind: "issued-earlier";
            alids: string[];
        } | {
            /** @constant */
            kind: "end-unproven";
            files: string[];
        } | {
            /** @constant */
            kind: "drop";
            lost: number;
            known: number;
            limitPercent: number;
        };
        Delivery: {
            id: string;
            partner: string;
            name: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            /** @enum {string} */
            status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            files: {
                name: string;
                sha256: string;
                sizeBytes: number;
            }[];
            report: {
                findings: components["schemas"]["Finding"][];
                counts: {
                    errors: number;
                    warnings: number;
                    notices: number;
                };
                clauses: number;
                grants: number;
                diff: {
                    appears: components["schemas"]["GrantLine"][];
                    disappears: components["schemas"]["GrantLine"][];
                    changes: {
                        before: components["schemas"]["GrantLine"];
                        after: components["schemas"]["GrantLine"];
                    }[];
                    unchanged: number;
                    conflicts: {
                        line: components["schemas"]["GrantLine"];
                        partner: string;
                        contract: string;
                        theirs: components["schemas"]["GrantLine"];
                    }[];
                };
                /** @description Why it waits for a person, though nothing in it is wrong */
                holds: components["schemas"]["Hold"][];
            } | null;
        };
        DeliveryReview: {
            id: string;
            partner: string;
            name: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            /** @enum {string} */
            status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            files: {
                name: string;
                sha256: string;
                sizeBytes: number;
            }[];
            review: {
                counts: {
                    errors: number;
                    warnings: number;
                    notices: number;
                };
                diff: {
                    appears: number;
                    disappears: number;
                    changes: number;
                    conflicts: number;
                    unchanged: number;
                };
                holds: components["schemas"]["Hold"][];
                places: {
                    screen: string;
                    territory: string;
                    counts: {
                        appear: number;
                        disappear: number;
                        change: number;
                        conflict: number;
                    };
                }[];
                /** @description Findings of a file as a whole */
                unplaced: components["schemas"]["Finding"][];
            } | null;
        };
        DeliveredRows: {
            sheets: {
                name: string;
                rows: number;
                found: number;
            }[];
            sheet: string;
            columns: string[];
            total: number;
            rows: {
                number: number;
                cells: string[];
                findings: {
                    /** @enum {string} */
                    severity: "error" | "warning" | "notice";
                    code: string;
                    message: string;
                    cell: number | null;
                }[];
            }[];
        };
        DiffLines: {
            total: number;
            lines: {
                /** @enum {string} */
                act: "appear" | "disappear" | "change" | "conflict";
                line: components["schemas"]["GrantLine"];
                other: components["schemas"]["GrantLine"] | null;
                partner: string | null;
            }[];
        };
        DeliveryHistory: {
            acts: {
                /** @enum {string} */
                act: "opened" | "applied" | "rolled-back";
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                at: string;
                by: string;
                reason: string | null;
            }[];
            /** @description Later deliveries that would have to be rolled back with it */
            later: {
                id: string;
                partner: string;
                name: string;
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                receivedAt: string;
                /** @enum {string} */
                status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
            }[];
        };
        StatementLine: {
            watchedMs: number;
            receipts: number;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            earnedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            recoupedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            payableMinor: string;
            id: string;
            watchedIn: string;
            grant: string;
            /** @description SHA-256 of the delivered file */
            delivery: string;
            place: {
                sheet: string;
                row: number;
                column?: string;
            } | {
                path: string;
                line?: number;
            };
            licenseType: string;
            work: string;
            alid: string;
            title: {
                [key: string]: string;
            };
        };
        StatementAgreement: {
            watchedMs: number;
            receipts: number;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            earnedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            recoupedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            payableMinor: string;
            contract: string;
            version: number;
            contractHash: string;
            shareBasisPoints: number;
            guarantee: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                amountMinor: string;
                recoupable: boolean;
                running: boolean;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedBeforeMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                unrecoupedMinor: string;
            } | null;
            lines: components["schemas"]["StatementLine"][];
        };
        Statement: {
            /** @constant */
            format: "duoping-statement/1";
            /** @enum {string} */
            status: "closed" | "preview";
            illustrative: boolean;
            period: {
                id: string;
                zone: string;
                start: string;
                end: string;
            };
            partner: {
                id: string;
                name: string;
                names: {
                    [key: string]: string;
                };
            };
            currency: string;
            pool: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                chargedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                refundedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                carriedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                revenueMinor: string;
                payments: number;
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                keptMinor: string;
            };
            agreements: components["schemas"]["StatementAgreement"][];
            totals: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
            };
            /** @description The log of receipts that the figures come from */
            checkpoint: {
                size: number;
                root: string;
            } | null;
            inputs: {
                journal: string | null;
                payments: string;
                leavesBefore: number | null;
                /** @description Leaves before that index which count as late all the same */
                leftOut?: number[];
            };
        };
        Books: {
            zone: string;
            currency: string;
        };
        Settled: {
            period: string;
            /** @enum {string} */
            status: "closed" | "preview";
            statements: components["schemas"]["Statement"][];
        };
        Receipt: {
            id: string;
            play: string;
            sequence: number;
            /** @description A pseudonym */
            household: string;
            device: string;
            model: string;
            screen: string;
            territory: string;
            work: string;
            alid: string;
            partner: string;
            contract: string;
            contractVersion: number;
            delivery: string;
            place: {
                sheet: string;
                row: number;
                column?: string;
            } | {
                path: string;
                line?: number;
            };
            grant: string;
            epoch: number;
            licenseType: string;
            entitlement: string;
            keyIssue: string;
            intervals: number[][];
            watchedMs: number;
            from: number;
            to: number;
        };
        OpenedLine: {
            contract: string;
            version: number;
            line: components["schemas"]["StatementLine"];
            receipts: components["schemas"]["Receipt"][];
            /** @description What to ask for as `after`; null at the end */
            next: string | null;
        };
        TakedownCase: {
            id: string;
            /** @enum {string} */
            state: "incomplete" | "open" | "removed" | "countered" | "suit" | "restored" | "closed";
            /** @enum {string} */
            regime: "dmca" | "cn-468" | "order" | "contract";
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            receivedAt: string;
            channel: string;
            notice: {
                party: {
                    name: string;
                    contact: string;
                    address: string;
                    authority: string;
                };
                subject: string;
                locations: string[];
                evidence: string[];
                attestations: {
                    [key: string]: string;
                };
            };
            counter: {
                party: {
                    name: string;
                    contact: string;
                    address: string;
                    authority: string;
                };
                subject: string;
                locations: string[];
                evidence: string[];
                attestations: {
                    [key: string]: string;
                };
            } | null;
            scope: {
                works: {
                    work: string;
                    title: string;
                }[];
                partner: string | null;
                contract: string | null;
                territories: string[] | null;
                screens: string[] | null;
            };
            missing: ("signature" | "good-faith" | "accuracy" | "mistake" | "jurisdiction" | "name" | "contact" | "address" | "subject" | "locations" | "evidence")[];
            deadlines: {
                /** @enum {string} */
                what: "remove" | "forward" | "forward-counter" | "restore" | "complete";
                from: string | null;
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                by: string;
                met: string | null;
            }[];
            acts: {
                /** @enum {string} */
                act: "opened" | "removed" | "forwarded" | "published" | "countered" | "counter-forwarded" | "suit-filed" | "restored" | "closed";
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-22T12:00:00Z
                 */
                at: string;
                by: string;
                detail: string;
            }[];
            /** @description A case of the same claimant that ended in a restoral */
            earlier: string | null;
        };
        Partner: {
            id: string;
            name: string;
            names: {
                [key: string]: string;
            };
            illustrative: boolean;
        };
        Event: {
            id: string;
            /** @enum {string} */
            kind: "Theatrical" | "Broadcast" | "Completed" | "ESTStart";
            partner: string | null;
            alid: string | null;
            work: string | null;
            title: string;
            territory: string;
            at: string | null;
            by: string;
            note: string;
            /**
             * @description When it was said
             * @example 2026-11-22T12:00:00Z
             */
            knownFrom: string;
        };
        WaitingClause: {
            grant: string;
            partner: string;
            alid: string;
            work: string;
            title: string;
            contract: string;
            licenseType: string;
            formatProfile: string;
            territories: {
                include: string[];
                exclude: string[];
            };
            screens: string[];
            waits: {
                /** @description As the row writes it */
                event: string;
                lag: string | null;
                /** @description True: it is granted now, and its end waits */
                end: boolean;
            }[];
            /**
             * @description Since when it is known to wait
             * @example 2026-11-22T12:00:00Z
             */
            since: string;
            /** @description SHA-256 of the delivered file */
            delivery: string;
            place: {
                [key: string]: string | number;
            };
        };
        HouseholdPlay: {
            id: string;
            work: string;
            title: string;
            deviceId: string;
            deviceName: string;
            /** @enum {string} */
            screen: "stb" | "tv" | "phone" | "tablet" | "web";
            /** @description Is it the calling screen that plays it? */
            here: boolean;
            /** @description Another screen sent it to the calling one */
            offered: boolean;
            moving: boolean;
            positionSeconds: number;
            durationSeconds: number;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            since: string;
            /** @description Why it could not go on at that screen, a word of docs/errors.md; null when it could */
            refused: string | null;
        };
        PlanReturns: {
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            budgetMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            committedMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            paidMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            dueMinor: string;
            /**
             * @description Whole minor units of the currency
             * @example 1990
             */
            freeMinor: string;
            id: string;
            name: {
                [key: string]: string;
            };
            currency: string;
            source: string;
            /** @description What returns are in; null while no books are stated */
            booksCurrency: string | null;
            /** @description Months counted as they stand now, being not closed */
            preview: string[];
            /** @description What keeps a month from being counted */
            trouble: {
                reason: string;
                detail: string;
            } | null;
            pool: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                revenueMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                keptMinor: string;
                watchedMs: number;
            };
            envelopes: {
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                budgetMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                committedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                paidMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                dueMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                freeMinor: string;
                id: string;
                name: {
                    [key: string]: string;
                };
            }[];
            partners: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
                id: string;
                name: string;
                names: {
                    [key: string]: string;
                };
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                committedMinor: string;
            }[];
            commitments: {
                id: string;
                envelope: string;
                partner: string;
                kind: string;
                date: string;
                contract: string | null;
                work: string | null;
                note: {
                    [key: string]: string;
                };
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                amountMinor: string;
                currency: string;
                source: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                paidMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                dueMinor: string;
                nextDue: string | null;
                tranches: {
                    due: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    amountMinor: string;
                    currency: string;
                    paid: boolean;
                }[];
                returns: {
                    watchedMs: number;
                    receipts: number;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    earnedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    payableMinor: string;
                };
                guarantee: {
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    amountMinor: string;
                    recoupable: boolean;
                    running: boolean;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedBeforeMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    recoupedMinor: string;
                    /**
                     * @description Whole minor units of the currency
                     * @example 1990
                     */
                    unrecoupedMinor: string;
                } | null;
            }[];
            /** @description The oldest first */
            months: {
                watchedMs: number;
                receipts: number;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                earnedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                recoupedMinor: string;
                /**
                 * @description Whole minor units of the currency
                 * @example 1990
                 */
                payableMinor: string;
                period: string;
                partner: string;
                contract: string;
            }[];
        };
        Opening: {
            /** @description What `dash` answers; its addresses are relative to `dash` */
            manifest: string;
            /** @description What `clearKey` answers for these tracks; absent: ask there */
            license?: {
                keys: {
                    kty: string;
                    kid: string;
                    k: string;
                }[];
                type: string;
            };
        };
        Storyboard: {
            /** @description A JPEG; send the media token, as for a segment */
            url: string;
            width: number;
            height: number;
            columns: number;
            rows: number;
            /** @description Tile n, row by row from 0, shows the film from n times this on */
            everySeconds: number;
        };
        Play: {
            id: string;
            work: string;
            title: string;
            otherTitle: string;
            positionSeconds: number;
            durationSeconds: number;
            dash: string;
            hls: string;
            clearKey: string;
            mediaToken: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            leaseUntil: string;
            /** @description How long the lease is, for screens whose clock is wrong: count from when the request was sent */
            leaseSeconds: number;
            heartbeatSeconds: number;
            /** @description Until when this screen may go on, as things stand */
            until: string | null;
            formatProfile: string;
            maxHeight: number;
            /** @description True when the licence allows less here than the media holds */
            cappedByScreen: boolean;
            audio: {
                language: string;
                label: string;
            }[];
            text: {
                language: string;
                label: string;
            }[];
            /** @description Absent when the film has none */
            storyboard?: components["schemas"]["Storyboard"];
            /** @description When it was asked for */
            opening?: components["schemas"]["Opening"];
        };
        Lease: {
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            leaseUntil: string;
            /** @description How long the lease is, for screens whose clock is wrong: count from when the request was sent */
            leaseSeconds: number;
            mediaToken: string;
            heartbeatSeconds: number;
            until: string | null;
        };
        Profile: {
            id: string;
            name: string;
            language: string;
        };
        FoundTitle: {
            work: string;
            title: string;
            otherTitle: string;
            synopsis: string;
            year: number | null;
            durationSeconds: number | null;
            formatProfile: string;
            rating: string | null;
            genres: string[];
            partner: string;
            availableUntil: string | null;
            progress: number | null;
            illustrative: boolean;
            /** @description False while the media is still being prepared */
            ready: boolean;
            poster: string | null;
            wide: string | null;
            /** @description What it is an episode of. A list has one card of each series: the episode to go on with */
            series: {
                id: string;
                title: string;
                season: number | null;
                episode: number | null;
            } | null;
            /**
             * @description How the title was met, the best first: this is the order of the answer
             * @enum {string}
             */
            match: "exact" | "prefix" | "word" | "pinyin" | "initials" | "keypad" | "inside" | "genre";
            /** @description The syllables by which it was met; empty when as written */
            reading: string[];
        };
        Account: {
            id: string;
            email: string;
            name: string;
            role: string;
            partner: string | null;
        };
        SearchAnswer: {
            titles: components["schemas"]["FoundTitle"][];
        };
        InclusionProof: {
            index: number;
            size: number;
            /** @description 32 bytes in base64 */
            leafHash: string;
            /** @description 32 bytes in base64 */
            root: string;
            proof: string[];
        };
        ConsistencyProof: {
            from: number;
            to: number;
            /** @description 32 bytes in base64 */
            fromRoot: string;
            /** @description 32 bytes in base64 */
            toRoot: string;
            proof: string[];
        };
        EvidenceExport: {
            size: number;
            checkpoint: string;
            statements: {
                name: string;
            }[];
        };
        Audience: {
            period: string;
            zone: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            start: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-22T12:00:00Z
             */
            end: string;
            /** @description Months that may be asked for, the newest first */
            periods: string[];
            /** @description False: fewer households watched than may be told of */
            told: boolean;
            /** @description No figure is of fewer households */
            smallest: number;
            all: {
                watchedMs: number;
                plays: number;
                households: number;
            } | null;
            days: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
            screens: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
            titles: {
                cells: {
                    watchedMs: number;
                    plays: number;
                    key: string;
                    households: number;
                    title?: {
                        [key: string]: string;
                    };
                }[];
                /** @description What is of too few households to be told alone, together */
                others: {
                    watchedMs: number;
                    plays: number;
                    cells: number;
                } | null;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deviceAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    client_id: string;
                    /** @default  */
                    device_name?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device_code: string;
                        user_code: string;
                        verification_uri: string;
                        verification_uri_complete: string;
                        expires_in: number;
                        interval: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    grant_type: string;
                    device_code: string;
                    client_id: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access_token: string;
                        /** @enum {string} */
                        token_type: "Bearer";
                        device_id: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    } | components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    previewPairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceName: string;
                        model: string;
                        screen: string;
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        requestedAt: string;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approvePairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceName: string;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approvePairingFor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceName: string;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                        };
                        device: {
                            id: string;
                            name: string;
                            model: string;
                            /** @enum {string} */
                            screen: "stb" | "tv" | "phone" | "tablet" | "web";
                        };
                        profile: {
                            id: string;
                            name: string;
                            language: string;
                        };
                        territory: string | null;
                        brand: {
                            name: string;
                        };
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        serverTime: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    profiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        profiles: {
                            id: string;
                            name: string;
                            language: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    addProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    language: "zh-CN" | "en";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    home: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    title: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path: {
                work: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Title"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    artwork: {
        parameters: {
            query: {
                s: string;
                c: string;
                d: "stb" | "tv" | "phone" | "tablet" | "web";
                m: string;
                e: number;
                t: string;
            };
            header?: never;
            path: {
                work: string;
                file: "poster.jpg" | "wide.jpg";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture, image/jpeg */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    removeProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    renameProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profile: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description What was typed so far; nothing finds nothing */
                q: string;
                /** @description t9: digits may also stand for the letters beside them on a keypad */
                mode?: "text" | "t9";
                limit?: number;
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    startPlay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    work: string;
                    language?: string;
                    /**
                     * @description Sends manifest and license along, for a player that opens the picture at once
                     * @enum {string}
                     */
                    open?: "dash";
                    /** @description The play of another screen of the household that goes on here: it ends, both or neither */
                    from?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Play"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    renewPlay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sequence: number;
                    /**
                     * @default playing
                     * @enum {string}
                     */
                    state?: "playing" | "paused";
                    positionSeconds: number;
                    /** @default [] */
                    watched?: [
                        number,
                        number
                    ][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lease"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stopPlay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sequence: number;
                    /**
                     * @default playing
                     * @enum {string}
                     */
                    state?: "playing" | "paused";
                    positionSeconds: number;
                    /** @default [] */
                    watched?: [
                        number,
                        number
                    ][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stopElsewhere: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    manifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    clearKeyLicense: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kids: string[];
                    type?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            kty: string;
                            kid: string;
                            k: string;
                        }[];
                        type: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    identityKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 16 bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    householdPlays: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        plays: components["schemas"]["HouseholdPlay"][];
                        /** @description Another one when pages that stand on the screen could look different: ask for them again */
                        pagesAsOf: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    screensForPlay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        screens: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            screen: "stb" | "tv" | "phone" | "tablet" | "web";
                            /** @description Why it could not go on at that screen, a word of docs/errors.md; null when it could */
                            refused: string | null;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    offerPlay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    deviceId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ordersFor: {
        parameters: {
            query?: {
                /** @description Number of the last one carried out */
                after?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orders: ({
                            /** @enum {string} */
                            kind: "play" | "pause";
                            number: number;
                        } | {
                            /** @enum {string} */
                            kind: "skip";
                            seconds: number;
                            number: number;
                        })[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    steerPlay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Made by the caller, once for each press */
                    id: string;
                    /** @enum {string} */
                    kind: "play" | "pause" | "skip";
                    /** @description How far on, or back when negative; with skip */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    segment: {
        parameters: {
            query?: never;
            header?: {
                "cta-common-access-token"?: string;
            };
            path: {
                asset: string;
                track: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        partner: string;
                        name: string;
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        receivedAt: string;
                        status: string;
                        files: number;
                        counts: {
                            errors: number;
                            warnings: number;
                            notices: number;
                        } | null;
                        diff: {
                            appears: number;
                            disappears: number;
                            changes: number;
                            conflicts: number;
                        } | null;
                        holds: string[];
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partner: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    pullDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partner: string;
                    name: string;
                    urls: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    receiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                "*": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        sha256: string;
                        sizeBytes: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                "*": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        sha256: string;
                        sizeBytes: number;
                    } | null;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryReview"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reviewDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    applyDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A held delivery is meant as it is: why */
                    despite?: string;
                    /** @description Apply all but the titles it is held for: why */
                    leavingOut?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rollBackDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @default false */
                    withLater?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"][];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deliveryHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryHistory"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    continueUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        sha256: string;
                        sizeBytes: number;
                    };
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDeliveredRows: {
        parameters: {
            query: {
                file: string;
                sheet?: string;
                only?: "all" | "found";
                from?: number;
                count?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveredRows"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDiffLines: {
        parameters: {
            query?: {
                act?: "appear" | "disappear" | "change" | "conflict";
                screen?: string;
                territory?: string;
                from?: number;
                count?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffLines"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWithdrawals: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        title: string | null;
                        work: string | null;
                        partner: string | null;
                        contract: string | null;
                        authority: string;
                        case: string | null;
                        by: string;
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        since: string;
                        until: string | null;
                        screens: string[] | null;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default takedown
                     * @enum {string}
                     */
                    kind?: "takedown" | "embargo" | "suspension" | "rating" | "quarantine";
                    work?: string;
                    alid?: string;
                    partner?: string;
                    contract?: string;
                    territories?: string[];
                    screens?: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                    authority: string;
                    case?: string;
                    /**
                     * @description In force from then on; now, when absent
                     * @example 2026-11-22T12:00:00Z
                     */
                    from?: string;
                    /**
                     * @description In force until then; until it is lifted, when absent
                     * @example 2026-11-22T12:00:00Z
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        withdrawals: {
                            id: string;
                            work: string | null;
                        }[];
                        epoch: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    liftWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    explainRights: {
        parameters: {
            query: {
                work: string;
                territory: string;
                screen: "stb" | "tv" | "phone" | "tablet" | "web";
                verb?: "list" | "stream" | "download" | "cast" | "preorder" | "rent" | "buy" | "play-owned";
                /** @description RFC 3339, UTC */
                at?: string;
                /** @description RFC 3339, UTC */
                knownAt?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTakedowns: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownCase"][];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openTakedown: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    party: {
                        name: string;
                        contact: string;
                        address: string;
                        authority: string;
                    };
                    subject: string;
                    locations: string[];
                    /** @default [] */
                    evidence?: string[];
                    /** @default {} */
                    attestations?: {
                        [key: string]: string;
                    };
                    /** @enum {string} */
                    regime: "dmca" | "cn-468" | "order" | "contract";
                    /**
                     * @description When it came; now, when absent
                     * @example 2026-11-22T12:00:00Z
                     */
                    receivedAt?: string;
                    /** @default  */
                    channel?: string;
                    scope: {
                        /** @default [] */
                        works?: string[];
                        partner?: string;
                        contract?: string;
                        territories?: string[];
                        screens?: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                    };
                    /**
                     * @description Take it off every screen at once
                     * @default false
                     */
                    remove?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownCase"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getTakedown: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownCase"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    actOnTakedown: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    act: "removed";
                    /** @default false */
                    despite?: boolean;
                } | {
                    /** @enum {string} */
                    act: "forwarded";
                    to: string;
                } | {
                    /** @enum {string} */
                    act: "published";
                    to: string;
                } | {
                    /** @enum {string} */
                    act: "countered";
                    statement: {
                        party: {
                            name: string;
                            contact: string;
                            address: string;
                            authority: string;
                        };
                        subject: string;
                        locations: string[];
                        /** @default [] */
                        evidence?: string[];
                        /** @default {} */
                        attestations?: {
                            [key: string]: string;
                        };
                    };
                } | {
                    /** @enum {string} */
                    act: "counter-forwarded";
                    to: string;
                } | {
                    /** @enum {string} */
                    act: "suit-filed";
                    reference: string;
                } | {
                    /** @enum {string} */
                    act: "restored";
                    /** @enum {string} */
                    because: "counter-notice" | "claimant-withdrew" | "court" | "mistake";
                } | {
                    /** @enum {string} */
                    act: "closed";
                    outcome: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakedownCase"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    takedownRemoval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removal: {
                            [key: string]: unknown;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    takedownProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proof: {
                            [key: string]: unknown;
                        };
                        signature: {
                            key: string;
                            over: string;
                            ed25519: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listClearances: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            authority: string;
                            screens: string[];
                            territories: string[];
                        }[];
                        clearances: {
                            authority: string;
                            work: string;
                            title: string;
                            reference: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            since: string;
                            until: string | null;
                        }[];
                        /** @description What stands stopped: only the authority’s own key lifts it */
                        stopped: {
                            authority: string;
                            work: string;
                            title: string;
                            by: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            at: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    recordClearance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    act: "require";
                    authority: string;
                    screens: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                    territories: string[];
                    /** @description These titles alone; absent: every title */
                    works?: string[];
                } | {
                    /** @enum {string} */
                    act: "approve";
                    authority: string;
                    work: string;
                    reference: string;
                    /**
                     * @description RFC 3339, UTC
                     * @example 2026-11-22T12:00:00Z
                     */
                    until?: string;
                    /** @description The authority’s own key: what it has stopped is approved with it and a reason alone */
                    key?: string;
                    reason?: string;
                } | {
                    /** @enum {string} */
                    act: "stop";
                    authority: string;
                    work: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listClearanceTitles: {
        parameters: {
            query?: {
                state?: "waiting" | "approved" | "stopped";
                q?: string;
                language?: string;
                from?: number;
                count?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        counts: {
                            waiting: number;
                            approved: number;
                            stopped: number;
                        };
                        /** @description Those that ask for every title */
                        rules: {
                            authority: string;
                            screens: string[];
                            territories: string[];
                        }[];
                        titles: {
                            authority: string;
                            work: string;
                            title: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "stopped";
                            reference: string | null;
                            since: string | null;
                            until: string | null;
                            stopped: {
                                by: string;
                                /**
                                 * @description RFC 3339, UTC
                                 * @example 2026-11-22T12:00:00Z
                                 */
                                at: string;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    clearanceHistory: {
        parameters: {
            query: {
                authority: string;
                work: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        act: "required" | "approved" | "stopped" | "lifted";
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        at: string;
                        by: string | null;
                        reference?: string;
                        reason?: string;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    giveAuthorityKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    authority: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authority: string;
                        key: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    currentAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    wanted: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"][];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    addAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    partner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        password: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    removeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWorks: {
        parameters: {
            query?: {
                q?: string;
                from?: number;
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        works: {
                            work: string;
                            title: string;
                            otherTitle: string;
                            offers: {
                                partner: string;
                                alid: string;
                            }[];
                            illustrative: boolean;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rightsCalendar: {
        parameters: {
            query: {
                q?: string;
                from?: number;
                language?: string;
                territory: string;
                screen: "stb" | "tv" | "phone" | "tablet" | "web";
                /** @description RFC 3339, UTC */
                since: string;
                /** @description RFC 3339, UTC */
                until: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        works: {
                            work: string;
                            title: string;
                            otherTitle: string;
                            stretches: {
                                /**
                                 * @description RFC 3339, UTC
                                 * @example 2026-11-22T12:00:00Z
                                 */
                                start: string;
                                end: string | null;
                                allow: boolean;
                                licenseType: string | null;
                                partner: string | null;
                                quality: string | null;
                                reasons: string[];
                            }[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMedia: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asset: string;
                        partner: string;
                        alid: string;
                        title: string;
                        status: string;
                        share: number;
                        doing: string;
                        detail: string;
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        registeredAt: string;
                        durationSeconds: number | null;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listContentPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    saveContentPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rightsSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        partner: string;
                        contract: string;
                        grants: number;
                        /** @description Not granted yet: these rows wait for an event */
                        waiting: number;
                        /** @description Works that any of these name */
                        works: number;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    whatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    withoutContracts?: string[];
                    /** @default [] */
                    withoutPartners?: string[];
                    /**
                     * @description SHA-256 of delivered files
                     * @default []
                     */
                    withoutDeliveries?: string[];
                    withDelivery?: string;
                    territories: string[];
                    /**
                     * @default [
                     *       "stb",
                     *       "tv",
                     *       "phone",
                     *       "tablet",
                     *       "web"
                     *     ]
                     */
                    screens?: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                    /**
                     * @default [
                     *       "stream"
                     *     ]
                     */
                    verbs?: ("list" | "stream" | "download" | "cast" | "preorder" | "rent" | "buy" | "play-owned")[];
                    /**
                     * @description RFC 3339, UTC
                     * @example 2026-11-22T12:00:00Z
                     */
                    since: string;
                    /**
                     * @description RFC 3339, UTC
                     * @example 2026-11-22T12:00:00Z
                     */
                    until: string;
                    /** @default en */
                    language?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removedGrants: number;
                        addedGrants: number;
                        touched: number;
                        /** @description By work: its name in the language asked for */
                        titles: {
                            [key: string]: string;
                        };
                        months: {
                            month: string;
                            territory: string;
                            screen: string;
                            verb: string;
                            opens: string[];
                            closes: string[];
                            longer: string[];
                            shorter: string[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rightsExposure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    works?: string[];
                    territories: string[];
                    /**
                     * @default [
                     *       "stb",
                     *       "tv",
                     *       "phone",
                     *       "tablet",
                     *       "web"
                     *     ]
                     */
                    screens?: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                    /**
                     * @default [
                     *       "stream"
                     *     ]
                     */
                    verbs?: ("list" | "stream" | "download" | "cast" | "preorder" | "rent" | "buy" | "play-owned")[];
                    /**
                     * @description RFC 3339, UTC
                     * @example 2026-11-22T12:00:00Z
                     */
                    since: string;
                    /**
                     * @description RFC 3339, UTC
                     * @example 2026-11-22T12:00:00Z
                     */
                    until: string;
                    /** @default en */
                    language?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description By work: its name in the language asked for */
                        titles: {
                            [key: string]: string;
                        };
                        time: {
                            work: string;
                            territory: string;
                            screen: string;
                            verb: string;
                            windows: {
                                /**
                                 * @description RFC 3339, UTC
                                 * @example 2026-11-22T12:00:00Z
                                 */
                                start: string;
                                end: string | null;
                            }[];
                        }[];
                        uses: {
                            receipt: string;
                            play: string;
                            work: string;
                            territory: string;
                            screen: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            at: string;
                            /** @enum {string} */
                            kind: "cut" | "never-allowed";
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            knownFrom: string;
                            reasons: string[];
                            grant: string | null;
                            partner: string | null;
                            contract: string | null;
                        }[];
                        /** @description All receipts that are exposed, listed or not; each one in the time is judged */
                        exposed: number;
                        /** @description False when more are exposed than are listed: the earliest are */
                        complete: boolean;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rightsConflicts: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description By work: its name in the language asked for */
                        titles: {
                            [key: string]: string;
                        };
                        conflicts: {
                            kind: string;
                            work: string;
                            licenseType: string;
                            partners: string[];
                            contracts: string[];
                            territories: {
                                include: string[];
                                exclude: string[];
                            };
                            screens: ("stb" | "tv" | "phone" | "tablet" | "web")[];
                            window: {
                                /**
                                 * @description RFC 3339, UTC
                                 * @example 2026-11-22T12:00:00Z
                                 */
                                start: string;
                                end: string | null;
                            };
                            /** @description Both claims, in the order of `partners` */
                            claims: {
                                partner: string;
                                contract: string;
                                contractVersion: number;
                                grant: string;
                                alid: string;
                                exclusive: boolean;
                                delivery: string;
                                place: {
                                    [key: string]: string | number;
                                };
                                window: {
                                    /**
                                     * @description RFC 3339, UTC
                                     * @example 2026-11-22T12:00:00Z
                                     */
                                    start: string;
                                    end: string | null;
                                };
                            }[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOwnDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        partner: string;
                        name: string;
                        /**
                         * @description RFC 3339, UTC
                         * @example 2026-11-22T12:00:00Z
                         */
                        receivedAt: string;
                        /** @enum {string} */
                        status: "receiving" | "read" | "held" | "applied" | "refused" | "rolled-back";
                        files: {
                            name: string;
                            sha256: string;
                            sizeBytes: number;
                        }[];
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOwnDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    endingSoon: {
        parameters: {
            query: {
                territory: string;
                screen: "stb" | "tv" | "phone" | "tablet" | "web";
                language?: string;
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        works: {
                            work: string;
                            title: string;
                            otherTitle: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            end: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deliveredIn: {
        parameters: {
            query: {
                partner: string;
            };
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        delivery: string;
                        name: string;
                        status: string;
                        file: string;
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceInclusion: {
        parameters: {
            query?: {
                index?: number;
                receipt?: string;
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceConsistency: {
        parameters: {
            query: {
                from: number;
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    exportEvidence: {
        parameters: {
            query?: {
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceExport"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceLeaves: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceContract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    evidenceStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                partner?: string;
                alid?: string;
                work?: string;
                after?: string;
                limit?: number;
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["Event"][];
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sayEvent: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A UUID of your own: the same words under it are said once, however often they are sent */
                    id?: string;
                    /** @enum {string} */
                    kind: "Theatrical" | "Broadcast" | "Completed" | "ESTStart" | "EST";
                    /** @description With `alid`: one partner’s title */
                    partner?: string;
                    alid?: string;
                    /** @description Instead: a work of the catalog, or an EIDR, whoever offers it */
                    work?: string;
                    /** @description ZZ for the whole world */
                    territory: string;
                    /**
                     * @description RFC 3339; null takes back what was said before
                     * @example 2027-01-29T00:00:00Z
                     */
                    at: string | null;
                    /**
                     * @description How you know it
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: components["schemas"]["Event"];
                        /** @description False when it was said before */
                        added: boolean;
                        /** @description Grants that ended by it, and clauses that waited */
                        ended: number;
                        /** @description Grants that stand since, and clauses that wait since */
                        begun: number;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: components["schemas"]["Event"];
                        /** @description False when it was said before */
                        added: boolean;
                        /** @description Grants that ended by it, and clauses that waited */
                        ended: number;
                        /** @description Grants that stand since, and clauses that wait since */
                        begun: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    supposeEvent: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A UUID of your own: the same words under it are said once, however often they are sent */
                    id?: string;
                    /** @enum {string} */
                    kind: "Theatrical" | "Broadcast" | "Completed" | "ESTStart" | "EST";
                    /** @description With `alid`: one partner’s title */
                    partner?: string;
                    alid?: string;
                    /** @description Instead: a work of the catalog, or an EIDR, whoever offers it */
                    work?: string;
                    /** @description ZZ for the whole world */
                    territory: string;
                    /**
                     * @description RFC 3339; null takes back what was said before
                     * @example 2027-01-29T00:00:00Z
                     */
                    at: string | null;
                    /**
                     * @description How you know it
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        partners: {
                            partner: string;
                            opens: components["schemas"]["GrantLine"][];
                            closes: components["schemas"]["GrantLine"][];
                            changes: {
                                before: components["schemas"]["GrantLine"];
                                after: components["schemas"]["GrantLine"];
                            }[];
                            /** @description Clauses of these titles that would wait for some event then */
                            waits: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWaiting: {
        parameters: {
            query?: {
                partner?: string;
                after?: string;
                limit?: number;
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        waiting: components["schemas"]["WaitingClause"][];
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    putPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default {} */
                    names?: {
                        [key: string]: string;
                    };
                    /** @default false */
                    illustrative?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPartners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"][];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    addContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        added: boolean;
                        amended: number;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getBooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        books: components["schemas"]["Books"] | null;
                        /** @description The newest first */
                        periods: {
                            id: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            start: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            end: string;
                            /**
                             * @description RFC 3339, UTC
                             * @example 2026-11-22T12:00:00Z
                             */
                            closesFrom: string;
                            /** @enum {string} */
                            status: "closed" | "due" | "waiting" | "running";
                        }[];
                        /** @description Debits above zero, credits below: together zero */
                        balances: {
                            account: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            minor: string;
                            currency: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stateBooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    zone: string;
                    currency: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Books"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    settle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    period: string;
                    /** @default false */
                    previewOnly?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settled"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listStatements: {
        parameters: {
            query?: {
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "duoping-statement/1";
                        /** @enum {string} */
                        status: "closed" | "preview";
                        illustrative: boolean;
                        period: {
                            id: string;
                            zone: string;
                            start: string;
                            end: string;
                        };
                        partner: {
                            id: string;
                            name: string;
                            names: {
                                [key: string]: string;
                            };
                        };
                        currency: string;
                        pool: {
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            chargedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            refundedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            carriedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            revenueMinor: string;
                            payments: number;
                            watchedMs: number;
                            receipts: number;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            keptMinor: string;
                        };
                        totals: {
                            watchedMs: number;
                            receipts: number;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            earnedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            recoupedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            payableMinor: string;
                        };
                        /** @description The log of receipts that the figures come from */
                        checkpoint: {
                            size: number;
                            root: string;
                        } | null;
                        inputs: {
                            journal: string | null;
                            payments: string;
                            leavesBefore: number | null;
                            /** @description Leaves before that index which count as late all the same */
                            leftOut?: number[];
                        };
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /** @description Of a month that is not closed: as it stands now */
                preview?: "true" | "false";
            };
            header?: never;
            path: {
                period: string;
                partner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    statementFile: {
        parameters: {
            query?: {
                /** @description Of a month that is not closed: as it stands now */
                preview?: "true" | "false";
            };
            header?: never;
            path: {
                period: string;
                partner: string;
                format: "json" | "xlsx" | "pdf";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openStatementLine: {
        parameters: {
            query?: {
                /** @description Of a month that is not closed: as it stands now */
                preview?: "true" | "false";
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                period: string;
                partner: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedLine"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getJournal: {
        parameters: {
            query: {
                period: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        postings: {
                            account: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            minor: string;
                            currency: string;
                        }[];
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    planReturns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanReturns"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ownAudience: {
        parameters: {
            query?: {
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audience"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOwnStatements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "duoping-statement/1";
                        /** @enum {string} */
                        status: "closed" | "preview";
                        illustrative: boolean;
                        period: {
                            id: string;
                            zone: string;
                            start: string;
                            end: string;
                        };
                        partner: {
                            id: string;
                            name: string;
                            names: {
                                [key: string]: string;
                            };
                        };
                        currency: string;
                        pool: {
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            chargedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            refundedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            carriedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            revenueMinor: string;
                            payments: number;
                            watchedMs: number;
                            receipts: number;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            keptMinor: string;
                        };
                        totals: {
                            watchedMs: number;
                            receipts: number;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            earnedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            recoupedMinor: string;
                            /**
                             * @description Whole minor units of the currency
                             * @example 1990
                             */
                            payableMinor: string;
                        };
                        /** @description The log of receipts that the figures come from */
                        checkpoint: {
                            size: number;
                            root: string;
                        } | null;
                        inputs: {
                            journal: string | null;
                            payments: string;
                            leavesBefore: number | null;
                            /** @description Leaves before that index which count as late all the same */
                            leftOut?: number[];
                        };
                    }[];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOwnStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ownStatementFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: string;
                format: "json" | "xlsx" | "pdf";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
