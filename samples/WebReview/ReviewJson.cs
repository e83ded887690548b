using System.Text.Json.Serialization;

namespace WebReview;

/// <summary>How what goes to the page and comes from it is written.</summary>
[JsonSerializable(typeof(PageSettings))]
[JsonSerializable(typeof(ReviewRequest))]
[JsonSerializable(typeof(ReviewEvent))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ReviewJson : JsonSerializerContext;
