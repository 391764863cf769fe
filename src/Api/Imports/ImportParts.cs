using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>What imports files: of orders, whose rows are lines, and of everything else.</summary>
internal sealed record ImportParts(ImportOrders Orders, ImportEntities Entities);
