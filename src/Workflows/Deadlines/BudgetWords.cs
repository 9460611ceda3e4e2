using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>A budget in words, the amount apart from its unit: 5 个工作日, 5 working days.</summary>
internal sealed record BudgetWords(string Zh, string Amount, string En)
{
    /// <summary>The words for a text that is a budget; none for any other.</summary>
    public static BudgetWords? Of(JsonNode? node)
    {
        if (node is not JsonValue || node.GetValueKind() != JsonValueKind.String || !Budget.TryParse(node.GetValue<string>(), out var budget)) return null;
        if (budget.IsZero) return budget.InDays ? new("当日（不过夜）", string.Empty, "the same day") : new("到期时", string.Empty, "at the due time");
        var (amount, zh, en) = budget.Kind switch
        {
            DayKind.Working => (budget.Days, "个工作日", "working day"),
            DayKind.Calendar => (budget.Days, "个自然日", "calendar day"),
            DayKind.WorkingHours => ((decimal)budget.Time.Ticks / TimeSpan.TicksPerHour, "个工作小时", "office hour"),
            _ when budget.Time.Ticks % TimeSpan.TicksPerHour == 0 => ((decimal)budget.Time.Ticks / TimeSpan.TicksPerHour, "小时", "hour"),
            _ => ((decimal)budget.Time.Ticks / TimeSpan.TicksPerMinute, "分钟", "minute"),
        };
        var number = amount.ToString("0.##", CultureInfo.InvariantCulture);
        return new($"{number} {zh}", number, amount == 1 ? en : en + "s");
    }

    /// <summary>As text.</summary>
    public BothWords Both => new(Zh, Amount.Length == 0 ? En : $"{Amount} {En}");

    /// <summary>From one to the other in English, the unit once where it is the same.</summary>
    public static string Pair(BudgetWords before, BudgetWords after)
    {
        var sameUnit = before.Amount.Length > 0 && after.Amount.Length > 0 && before.En.TrimEnd('s') == after.En.TrimEnd('s');
        return sameUnit ? $"{before.Amount} → {after.Amount} {after.En}" : $"{before.Both.En} → {after.Both.En}";
    }
}
