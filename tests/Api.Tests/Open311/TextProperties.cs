using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Api.Open311;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Tests.Open311;

/// <summary>Whatever the words are, both formats carry them whole, and a form is read as it was meant or not at all.</summary>
public sealed class TextProperties
{
    private static readonly string[] Odd =
    [
        "<", ">", "&", "\"", "'", "]]>", "<!--", "&#0;", "&lt;", "\r", "\n", "\r\n", "\t", " ", "\u0000", "\u0008", "\u000B", "\u001F", "\u007F", "\u0085", "\u2028", "\uFFFE", "\uFFFF", "\uFEFF", "\uD83D\uDE00",
        "\uD800", "\uDC00", "\u202E", "井盖", "𠮷", "é", "\\", "\\u0041", "{}", "%00", "+",
    ];

    [Fact]
    public void Words_come_back_from_XML_as_they_come_back_from_JSON() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var tree = new AnswerTree("errors", new Many("error", [new Fields(("description", Piece.Of(text)), ("other", Piece.Of(text + "."))), new Fields(("description", Piece.Of((string?)null)))]));
        var xml = StrictClient.ReadXml(Encoding.UTF8.GetString(XmlAnswer.Write(tree)));
        var json = StrictClient.ReadJson(Encoding.UTF8.GetString(JsonAnswer.Write(tree).Span));
        return JsonNode.DeepEquals(xml, json) && Shape.Text(json[0]!["other"]) == XmlText.Clean(text + ".");
    }));

    [Fact]
    public void What_XML_can_hold_is_left_alone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var clean = XmlText.Clean(text);
        return XmlText.Clean(clean) == clean && clean.Length <= text.Length && PlainText.Of(PlainText.Of(text)) == PlainText.Of(text);
    }));

    [Fact]
    public void A_form_is_read_as_a_browser_wrote_it() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Texts.Zip(Texts).ToArbitrary(), pair =>
    {
        var (name, value) = (Whole(pair.Item1), Whole(pair.Item2));
        var body = new FormUrlEncodedContent([new(name, value), new("b", "")]).ReadAsByteArrayAsync().GetAwaiter().GetResult();
        return FormBody.Pairs(body).SequenceEqual([new(name, value), new("b", "")]);
    }));

    [Fact]
    public void No_bytes_make_a_form_fault_in_any_other_way_than_a_refusal() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, 255).ListOf().ToArbitrary(), bytes =>
    {
        try
        {
            return FormBody.Pairs(bytes.Select(one => (byte)one).ToArray()).Count >= 0;
        }
        catch (Problems.ProblemException refusal)
        {
            return refusal.Status == 400;
        }
    }));

    [Theory]
    [InlineData("a=1&b=2&a=3", "a=1|b=2|a=3")]
    [InlineData("a", "a=")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("&&a=1&", "a=1")]
    [InlineData("attribute%5Bx%5D%5b%5d=%e4%ba%95+1", "attribute[x][]=井 1")]
    public void Forms_are_read_pair_by_pair(string body, string expected) =>
        Assert.Equal(expected, string.Join('|', FormBody.Pairs(Encoding.ASCII.GetBytes(body)).Select(pair => $"{pair.Key}={pair.Value}")));

    [Theory]
    [InlineData("水深<30cm", "水深<30cm")]
    [InlineData("a < b", "a < b")]
    [InlineData("<b>粗</b>", "＜b>粗＜/b>")]
    [InlineData("<!-- x -->", "＜!-- x -->")]
    [InlineData("<?php", "＜?php")]
    [InlineData("tab\tline\r\n\u0007bell\u0000", "tab\tline\r\nbell")]
    [InlineData("<\u0000script>", "＜script>")]
    [InlineData("😀 whole", "😀 whole")]
    public void Markup_is_made_harmless_and_stays_readable(string text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    private static Gen<string> Texts => Gen.OneOf(Gen.Elements(Odd), Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString())).ListOf().Select(string.Concat);

    /// <summary>Half a character cannot be sent.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
