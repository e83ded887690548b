using System.Globalization;
using System.Text;
using PromptGen.Generator.Reading;
using PromptGen.Models;
using ParameterKind = PromptGen.Generator.Reading.ParameterKind;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes what a prompt sends as a doc comment: who points at the request reads it.</summary>
internal static class PreviewEmitter
{
    /// <summary>As much of a text as one takes in at a glance; the source has the rest.</summary>
    private const int MaxText = 400;

    public static void Emit(CodeWriter writer, PromptMethod method, PromptCall call)
    {
        writer.Line($"/// <summary>The request of <c>{method.Name}</c>.</summary>").Line("/// <remarks>");
        for (var i = 0; i < call.Messages.Count; i++)
        {
            var message = call.Messages[i];
            var added = i == call.Messages.Count - 1 ? method.Parameters.Where(static parameter => parameter.Kind is ParameterKind.History or ParameterKind.Attachment).ToList() : [];
            foreach (var history in added.Where(static parameter => parameter.Kind == ParameterKind.History))
                writer.Line($"/// <para>{Escape(history.Name)}</para>");
            if (message.Parts is [{ Kind: PartKind.Examples } examples])
            {
                writer.Line($"/// <para><b>examples:</b> {Escape(Shorten(examples.Text.Replace("global::", "")))}</para>");
                continue;
            }

            var attached = string.Concat(added.Where(static parameter => parameter.Kind == ParameterKind.Attachment).Select(static parameter => $" + {parameter.Name}"));
            writer.Line($"/// <para><b>{message.Role.ToLowerInvariant()}:</b> {Escape(Shorten(TextOf(message)) + attached)}</para>");
        }

        if (ParametersOf(call.Request) is { Length: > 0 } parameters)
            writer.Line($"/// <para><b>parameters:</b> {Escape(Shorten(parameters))}</para>");
        if (call.Contract is { } contract)
            writer.Line($"/// <para><b>schema:</b> {SchemaOf(contract)}</para>");
        writer.Line("/// </remarks>");
    }

    /// <summary>The doc comment of a contract: its schema, which the previews of all its prompts show.</summary>
    public static string Summary(string schema) => $"/// <summary><c>{Escape(Shorten(schema))}</c></summary>";

    /// <summary>The text with its placeholders, as the template has them.</summary>
    private static string TextOf(MessageTemplate message)
    {
        var text = new StringBuilder();
        foreach (var part in message.Parts)
        {
            if (part.Kind == PartKind.Text)
                text.Append(part.Text);
            else
                text.Append('{').Append(part.Text.Replace("?.", ".").Replace("@", "")).Append('}');
        }

        return text.ToString();
    }

    /// <summary>The schema; that of a context is not known before run time.</summary>
    private static string SchemaOf(ContractSource contract) => contract.WireName is null
        ? $"<inheritdoc cref=\"{contract.Class}\" path=\"/summary/node()\"/>"
        : $"made by <see cref=\"{contract.Class}\"/>";

    private static string ParametersOf(KnownRequest request) => string.Join(", ", request.Parameters
        .Where(static parameter => parameter.Value is not ParameterValue.Word { Value: ModelVocabulary.NoFormat })
        .Select(static parameter => $"{parameter.Name ?? "response_format"} = {parameter.Value}")
        .Prepend(request.Model is null ? null : $"model = \"{request.Model}\"")
        .OfType<string>());

    private static string Shorten(string text)
    {
        if (text.Length <= MaxText)
            return text;
        var length = char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText;
        return text.Substring(0, length) + "…";
    }

    /// <summary>Text for XML that stays on its line: what ends a line of C# would end the comment.</summary>
    private static string Escape(string text)
    {
        var xml = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                case '&':
                    xml.Append("&amp;");
                    break;
                case '\n':
                    xml.Append("<br/>");
                    break;
                case '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF':
                case var _ when char.GetUnicodeCategory(c) == UnicodeCategory.Control:
                    xml.Append(' ');
                    break;
                default:
                    xml.Append(c);
                    break;
            }
        }

        return xml.ToString();
    }
}
