//! What site.yaml adds to the theme's assets: colours and logo.

use crate::{
    content::SiteSource,
    render::{self, Asset, ThemeError},
    site::Assets,
};

/// Assets of the site itself.
pub(super) struct OwnAssets {
    colours: Option<Asset>,
    /// With its width and height.
    logo: Option<(Asset, (u32, u32))>,
}

impl OwnAssets {
    pub fn of(source: &SiteSource) -> Result<OwnAssets, ThemeError> {
        let colours = source.config.colours.as_ref().map(render::colours).transpose()?;
        let logo = source.logo.as_ref().map(|logo| {
            let asset = Asset::new(&format!("logo.{}", logo.kind), logo.bytes.clone());
            asset.map(|asset| (asset, logo.size))
        });
        Ok(OwnAssets { colours, logo: logo.transpose()? })
    }

    /// Those of the theme with these: colours behind all other styles.
    pub fn among(&self, mut assets: Assets) -> Assets {
        assets.styles.extend(self.colours.iter().map(|asset| asset.name.clone()));
        assets.logo = self.logo.as_ref().map(|(asset, (width, height))| (asset.name.clone(), *width, *height));
        assets
    }

    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        self.colours.iter().chain(self.logo.iter().map(|(asset, _)| asset))
    }
}
