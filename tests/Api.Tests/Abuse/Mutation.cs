using System.Text;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Spoils a document a little: a value here, a property there, or the bytes themselves. All of it follows from the dice.</summary>
internal static class Mutation
{
    private const string Mark = "\uE000";

    /// <summary>The text of a JSON document with so many things spoiled.</summary>
    public static string Json(JsonNode sound, int times, Random dice)
    {
        var raw = new List<string>();
        var root = new JsonObject { ["root"] = sound.DeepClone() };
        for (var i = 0; i < times; i++) Spoil(root, dice, raw);
        var text = root["root"]?.ToJsonString() ?? "null";
        for (var i = 0; i < raw.Count; i++) text = text.Replace($"\"\\uE000{i}\\uE000\"", raw[i], StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>The bytes of a text, torn in some way; often not at all.</summary>
    public static byte[] Bytes(string text, Random dice)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return dice.Next(24) switch
        {
            0 when bytes.Length > 0 => bytes[..dice.Next(bytes.Length)],
            1 when bytes.Length > 0 => Flipped(bytes, dice),
            2 => [0xEF, 0xBB, 0xBF, .. bytes],
            3 => Encoding.Unicode.GetBytes(text),
            4 => [.. bytes, .. bytes],
            5 => [.. bytes, 0],
            6 => Encoding.UTF8.GetBytes(new string(' ', 2000) + text),
            7 => [.. bytes, .. "/* */"u8],
            8 => Inserted(bytes, [0xC0, 0x80], dice),
            9 => Inserted(bytes, [0xED, 0xA0, 0x80], dice),
            10 => [],
            _ => bytes,
        };
    }

    public static byte[] Flipped(byte[] bytes, Random dice)
    {
        var spoiled = (byte[])bytes.Clone();
        spoiled[dice.Next(spoiled.Length)] = (byte)dice.Next(256);
        return spoiled;
    }

    public static byte[] Inserted(byte[] bytes, byte[] more, Random dice)
    {
        var at = dice.Next(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private static void Spoil(JsonNode root, Random dice, List<string> raw)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Gather(root, places);
        var (parent, name, index) = places[dice.Next(places.Count)];
        if (parent is JsonObject of && name is not null)
        {
            switch (dice.Next(10))
            {
                case 0 when parent != root:
                    of.Remove(name);
                    break;
                case 1:
                    of[dice.Next(3) switch { 0 => name.ToUpperInvariant(), 1 => name + "\0", _ => "extra" }] = of[name]?.DeepClone();
                    break;
                case 2 when parent != root:
                    // The same name twice, which no object in memory can hold.
                    raw.Add($"1,\"{name}\":2");
                    of[name] = Placed(raw.Count - 1);
                    break;
                default:
                    of[name] = Odds(of[name], dice, raw);
                    break;
            }
        }
        else if (parent is JsonArray list)
        {
            switch (dice.Next(6))
            {
                case 0:
                    list.RemoveAt(index);
                    break;
                case 1:
                    for (var i = dice.Next(300); i > 0; i--) list.Add(list[index]?.DeepClone());
                    break;
                default:
                    list[index] = Odds(list[index], dice, raw);
                    break;
            }
        }
    }

    private static JsonValue? Odds(JsonNode? was, Random dice, List<string> raw)
    {
        raw.Add(dice.Next(14) switch
        {
            0 => $"\"{new string('x', 1 << dice.Next(17))}\"",
            1 => $"\"{new string('漢', 1 << dice.Next(13))}\"",
            2 => new string('[', dice.Next(1, 90)) is var open ? open + new string(']', open.Length) : "",
            3 => string.Concat(Enumerable.Repeat("{\"a\":", dice.Next(1, 30))) is var deep ? deep + "1" + new string('}', deep.Length / 5) : "",
            4 when was is not null => $"[{was.ToJsonString()}]",
            5 when was is JsonValue => was.ToJsonString() is ['"', ..] quoted ? quoted[..^1] + Odd.Text[dice.Next(Odd.Text.Length)].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : $"\"{was}\"",
            _ => Odd.Json[dice.Next(Odd.Json.Length)],
        });
        return Placed(raw.Count - 1);
    }

    private static JsonValue Placed(int number) => JsonValue.Create($"{Mark}{number}{Mark}");

    private static void Gather(JsonNode node, List<(JsonNode, string?, int)> places)
    {
        if (node is JsonObject of)
        {
            foreach (var (name, value) in of)
            {
                places.Add((node, name, -1));
                if (value is not null) Gather(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                places.Add((node, null, i));
                if (list[i] is { } item) Gather(item, places);
            }
        }
    }
}
