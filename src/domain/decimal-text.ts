/**
 * Decimals as texts, which need no arithmetic to be judged: `-?digits[.digits]` (DESIGN §7.1). They stand apart from
 * decimal.ts because a browser that only shows and checks figures does without decimal.js.
 */

/** Digits a decimal may have on either side of the point. Money of the whole world in cents has 17. */
export const decimalDigitsMax = 60;

const pattern = /^-?\d+(?:\.\d+)?$/;

/** Whether a text is a decimal of DESIGN §7.1: `-?digits[.digits]`, no exponent, no plus sign, no spaces. */
export const isDecimal = (text: string): boolean => pattern.test(text);
