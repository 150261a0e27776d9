package io.fluxstream.watcher.masking;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A token that shows what it is.
 *
 * @param mark what every one of them holds, in this case: quickly looked for
 */
record Token(String mark, Pattern pattern) {
    static final List<Token> ALL = List.of(
            new Token("gh", Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{16,}+")),
            new Token("github_pat_", Pattern.compile("\\bgithub_pat_\\w{16,}+")),
            new Token(
                    "gl",
                    Pattern.compile(
                            "\\bgl(?:pat|dt|cbt|ptt|rt|rtr|ft|soat|imt|agent|oas|ffct|wt)-[\\w-]{12,}+(?:\\.[\\w.-]++)?+")),
            new Token("A", Pattern.compile("\\b(?:AKIA|ASIA|ABIA|ACCA|AIDA|AROA)[A-Z0-9]{12,}+")),
            new Token("x", Pattern.compile("\\bx(?:ox[abcdeoprs]|app|wfp)-[A-Za-z0-9-]{8,}+")),
            new Token(
                    "hooks.slack",
                    Pattern.compile("(?<=hooks\\.slack(?:-gov)?\\.com/)(?:services|workflows|triggers)/[\\w/+-]++")),
            new Token("/api/webhooks/", Pattern.compile("(?<=/api/webhooks/)\\d{6,}+/[\\w-]++")),
            new Token("eyJ", Pattern.compile("\\beyJ[\\w-]{6,}+(?:\\.[\\w-]*+){1,4}+")),
            new Token("AIza", Pattern.compile("\\bAIza[\\w-]{30,}+")),
            new Token("ya29.", Pattern.compile("\\bya29\\.[\\w.-]{10,}+")),
            new Token("GOCSPX-", Pattern.compile("\\bGOCSPX-[\\w-]{16,}+")),
            new Token("k_", Pattern.compile("\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}+")),
            new Token("sk-", Pattern.compile("\\bsk-[\\w-]{20,}+")),
            new Token("npm_", Pattern.compile("\\bnpm_[A-Za-z0-9]{20,}+")),
            new Token("dckr_", Pattern.compile("\\bdckr_[po]at_[\\w-]{16,}+")),
            new Token("pypi-", Pattern.compile("\\bpypi-[\\w-]{16,}+")),
            new Token("hv", Pattern.compile("\\bhv[sbr]\\.[\\w-]{16,}+")),
            new Token("dop_v1_", Pattern.compile("\\bdop_v1_[a-f0-9]{16,}+")),
            new Token("SG.", Pattern.compile("\\bSG\\.[\\w-]{12,}+\\.[\\w-]{12,}+")),
            new Token("ATATT3", Pattern.compile("\\bATATT3[\\w=-]{16,}+")),
            new Token("ATCTT3", Pattern.compile("\\bATCTT3[\\w=-]{16,}+")),
            new Token("ATBB", Pattern.compile("\\bATBB[A-Za-z0-9]{16,}+")),
            new Token("-SECRET-KEY-1", Pattern.compile("\\bAGE-SECRET-KEY-1[A-Z0-9]{16,}+")),
            new Token(":AA", Pattern.compile("(?<!\\d)\\d{8,10}+:AA[\\w-]{30,}+")),
            new Token(".atlasv1.", Pattern.compile("\\b[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{20,}+")),
            new Token("/IncomingWebhook/", Pattern.compile("(?<=/IncomingWebhook/)[\\w-]++(?:/[\\w-]++)?+")),
            new Token("1//0", Pattern.compile("\\b1//0[\\w-]{20,}+")),
            new Token("whsec_", Pattern.compile("\\bwhsec_[\\w+/=]{20,}+")),
            new Token("hf_", Pattern.compile("\\bhf_[A-Za-z0-9]{24,}+")),
            new Token("dapi", Pattern.compile("\\bdapi[0-9a-f]{32}+(?:-\\d)?+")),
            new Token("NRAK-", Pattern.compile("\\bNRAK-[A-Z0-9]{20,}+")),
            new Token("key-", Pattern.compile("\\bkey-[0-9a-f]{32}\\b")),
            new Token("tskey-", Pattern.compile("\\btskey-[a-z]{2,16}-[\\w-]{10,}+")),
            new Token("pul-", Pattern.compile("\\bpul-[0-9a-f]{40}\\b")),
            new Token("glsa_", Pattern.compile("\\bglsa_\\w{20,}+")),
            // JSON in base64, which is what registries and Grafana hand out; and a private key in base64.
            new Token("eyJ", Pattern.compile("\\beyJ[\\w+/=-]{40,}+")),
            new Token("LS0tLS1CRUdJTi", Pattern.compile("\\bLS0tLS1CRUdJTi(?!BDRVJU|BQVUJM)[\\w+/=-]{6,}+")));
}
