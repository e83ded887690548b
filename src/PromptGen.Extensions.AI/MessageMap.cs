using System.Text;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Messages of PromptGen as those of Microsoft.Extensions.AI, and the other way round.</summary>
internal static class MessageMap
{
    /// <summary>Where adapters look for how closely a model is to look at an image.</summary>
    private const string Detail = "detail";

    private const string DefaultFileName = "document.pdf";

    public static List<ChatMessage> ToChatMessages(IReadOnlyList<PromptMessage> messages)
    {
        var mapped = new List<ChatMessage>(messages.Count);
        foreach (var message in messages)
            mapped.Add(new(new(message.Role.Value), [new TextContent(message.Content), .. message.Attachments.Select(ToContent)]));
        return mapped;
    }

    /// <param name="instructions">What the options say before the conversation; null or blank for nothing.</param>
    /// <param name="messages">The conversation.</param>
    /// <exception cref="NotSupportedException">A message has content that no transport carries.</exception>
    public static List<PromptMessage> ToPromptMessages(string? instructions, IEnumerable<ChatMessage> messages)
    {
        var mapped = new List<PromptMessage>();
        if (!string.IsNullOrWhiteSpace(instructions))
            mapped.Add(PromptMessage.System(instructions));
        foreach (var message in messages)
            mapped.Add(ToPromptMessage(message));
        return mapped;
    }

    private static AIContent ToContent(PromptAttachment attachment) => attachment switch
    {
        PromptFile file => new DataContent(file.Data) { Name = file.FileName },
        PromptImage image => WithDetail(image.Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? new DataContent(image.Url) : new UriContent(image.Url, "image/*"), image.Detail),
        _ => throw new NotSupportedException($"No chat client carries a {attachment.GetType().Name}."),
    };

    private static AIContent WithDetail(AIContent content, ImageDetail? detail)
    {
        if (detail is { } given)
            content.AdditionalProperties = new() { [Detail] = given switch { ImageDetail.Low => "low", ImageDetail.High => "high", _ => "auto" } };
        return content;
    }

    private static PromptMessage ToPromptMessage(ChatMessage message)
    {
        var text = new StringBuilder();
        List<PromptAttachment>? attachments = null;
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextContent said:
                    text.Append(said.Text);
                    break;
                case ErrorContent { ErrorCode: ReplyReader.RefusalCode } refusal:
                    text.Append(refusal.Message);
                    break;
                case DataContent image when image.HasTopLevelMediaType("image"):
                    (attachments ??= []).Add(PromptImage.FromBytes(image.Data, image.MediaType, DetailOf(image)));
                    break;
                case UriContent image when image.HasTopLevelMediaType("image"):
                    (attachments ??= []).Add(PromptImage.FromUrl(image.Uri, DetailOf(image)));
                    break;
                case DataContent { MediaType: "application/pdf" } file:
                    (attachments ??= []).Add(PromptFile.FromPdf(file.Data, file.Name ?? DefaultFileName));
                    break;
                case TextReasoningContent or UsageContent:
                    // Of an earlier reply; no server wants it back.
                    break;
                default:
                    throw new NotSupportedException($"A transport of PromptGen carries texts, images and PDF files, and no {content.GetType().Name}. Remove it from the {message.Role} message.");
            }
        }

        return new(new(message.Role.Value), text.ToString()) { Attachments = attachments ?? [] };
    }

    private static ImageDetail? DetailOf(AIContent image) =>
        image.AdditionalProperties?.TryGetValue(Detail, out var detail) == true && Enum.TryParse<ImageDetail>(detail?.ToString(), ignoreCase: true, out var known) ? known : null;
}
