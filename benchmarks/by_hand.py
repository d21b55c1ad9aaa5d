"""The rules of the measured canton written by hand, in the plainest Python that answers them.

Two-valued, without reasons, without a look at what it is given: every figure is a ratio to this.
"""

from __future__ import annotations

from typing import Any

PARTNERS = frozenset({"awa", "ksa", "ajb", "sva"})
REMITS = {
    "awa": {"work"},
    "ksa": {"debt", "housing"},
    "ajb": {"education", "family"},
    "sva": {"health", "work"},
    "gemeinde": {"housing", "debt", "family"},
}


def decide(case: dict[str, Any]) -> dict[str, Any]:
    """Answer the forty questions."""
    person = case["person"]
    measure = case["measure"]
    canton = person["canton"]
    age = person["age"]
    employable = person["employable"]
    registrations = case["registrations"]
    problems = case["problems"]
    lead = case["lead"]
    coordination = case["coordination_needed"]
    months = case["months_unemployed"]
    tried = case["bilateral_tried"]
    failed = case["bilateral_failed"]
    dispute = case["dispute_open"]
    mandate = case["mandate_until"]
    cost = measure["cost"]
    catalogues = measure["catalogues"]
    proposer = measure["proposed_by"]
    fund = case["fund_balance"]
    region = case["region"]

    remit = REMITS[lead]
    outside = 0
    for problem in problems:
        if problem not in remit:
            outside += 1
    many = len(problems) >= 3
    eligible = (
        canton == "ZH"
        and employable
        and coordination
        and outside >= 1
        and not PARTNERS.isdisjoint(registrations)
    )
    if not eligible:
        level = 0
    elif failed and many:
        level = 3
    elif tried or outside >= 2:
        level = 2
    else:
        level = 1
    if not dispute:
        target = "none"
    elif not failed and months < 12:
        target = "regional"
    elif months < 24:
        target = "cantonal"
    else:
        target = "commission"
    if "iv" in catalogues:
        payer = "iv"
    elif "alv" in catalogues:
        payer = "alv"
    elif "sozialhilfe" in catalogues:
        payer = "sozialhilfe"
    elif proposer == "office" and cost <= fund:
        payer = "fund"
    else:
        payer = "none"
    return {
        "eligible": eligible,
        "level": level,
        "youth": region == "oberwallis" and 15 <= age <= 25 and many,
        "dispute": target,
        "payer": payer,
        "r01": months >= 12,
        "r02": months >= 24 and age >= 55,
        "r03": months >= 18 and employable,
        "r04": age < 18 or age >= 65,
        "r05": age >= 18 and age < 25 and months >= 6,
        "r06": mandate < 20_000,
        "r07": mandate >= 20_000 and mandate < 20_030,
        "r08": cost > 10000,
        "r09": cost > fund,
        "r10": cost > 5000 and proposer == "self",
        "r11": fund < 20000,
        "r12": fund < 50000 and cost >= 20000,
        "r13": failed and not tried,
        "r14": dispute and months >= 9,
        "r15": dispute and mandate < 20_000,
        "r16": region == "limmattal" and age < 30,
        "r17": lead == "gemeinde" and cost > 8000,
        "r18": lead == "awa" and months >= 15,
        "r19": lead == "sva" and not employable,
        "r20": "debt" in problems and fund >= 10000,
        "r21": "addiction" in problems and age < 21,
        "r22": "health" in problems and "sva" in registrations,
        "r23": "housing" in problems and "gemeinde" in registrations,
        "r24": "education" in problems and age >= 15 and age <= 20,
        "r25": months >= 36 or age >= 60,
        "r26": canton == "ZH" and region != "zuerich",
        "r27": canton != "ZH" and coordination,
        "r28": coordination and tried and not failed,
        "r29": cost >= 25000 or fund < 5000,
        "r30": proposer == "doctor" and "health" in problems and cost <= 15000,
        "r31": "iv" in catalogues and not employable,
        "r32": "alv" in catalogues and months < 24,
        "r33": "sozialhilfe" in catalogues and "gemeinde" in registrations,
        "r34": months < 3 or not coordination or "work" in problems,
        "r35": mandate >= 20_365 and cost < 2000 and fund >= 1000,
    }
